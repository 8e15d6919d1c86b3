import { OutcomeUnknown } from '../deadline.ts';
import type { FormRecord } from './form-record.ts';
import type { FormWriting } from './form-work.ts';
import { type Happening, likelyWay, wayFrom } from './happening.ts';
import { transitionUpdate } from './transition-update.ts';

/**
 * What an event did. `no-step`: none from the state it met, so it is a replay, came too late, or is a matter for staff. `not-held`: the
 * form stands where the event could change it, but a guard does not hold, or the event speaks of another key, message or customs id.
 */
export type Made =
  /** `isOurs`: we wrote it, and nothing happened since; an intent is carried out only then. */
  | { made: true; form: FormRecord; isOurs: boolean }
  | { made: false; why: 'no-step' | 'not-held'; form: FormRecord }
  | { made: false; why: 'unknown-form' };

/** A form can change under a writer as often as it has ways; more is a fault of ours. */
const MOST_TRIES = 6;

/**
 * Makes the step of an event: one conditional request when the state is what was expected. When it is another one, the failure brings
 * the form, and the way from its state is tried; a write whose answer was lost is known again by its own id.
 *
 * @param known the form as it was last seen
 */
export async function happen(
  { forms, operator, now, newId }: FormWriting,
  formId: string,
  happening: Happening,
  known?: FormRecord,
): Promise<Made> {
  const step = newId();
  let way = (known && wayFrom(happening.event, known.state)) ?? likelyWay(happening.event);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const update = transitionUpdate(formId, way, happening, { at: now(), step, terms: operator.terms });
    const { done, form } = await forms.transition(formId, update);
    if (form === undefined) return { made: false, why: 'unknown-form' };
    if (done || form.log.some((line) => line.step === step)) return { made: true, form, isOurs: form.step === step };
    const other = wayFrom(happening.event, form.state);
    if (other === undefined) return { made: false, why: 'no-step', form };
    if (other === way) return { made: false, why: 'not-held', form };
    way = other;
  }
  throw new OutcomeUnknown('the form changed faster than it could be followed');
}
