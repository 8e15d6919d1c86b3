import type { State } from '../../../domain/tax-free/life/state.ts';
import { owedToTraveller } from '../../../domain/tax-free/refund/owed.ts';
import type { FormRecord } from './form-record.ts';
import type { WorkLine } from './work-log.ts';

const DISPUTED: readonly State[] = ['disputed', 'disputed-ended'];

/** Cents that are owed to the traveller of a form, less than 0 when they owe: reckoned from the keys, and from what was paid by hand. */
export function owedOn(form: FormRecord): number {
  const { content, customsSaid, attempts, settledByHand, payments } = form;
  const refund = content?.refund ?? 0;
  return owedToTraveller({
    refund,
    isConfirmed: customsSaid === 'confirmed',
    attempts: [...attempts.values()],
    paidBeside: settledByHand + payments * refund,
  });
}

/** What a person must know of a disputed form; undefined for another one. */
export function disputeOf(form: FormRecord): WorkLine | undefined {
  const { formId, state } = form;
  if (!DISPUTED.includes(state)) return undefined;
  return { trouble: 'money-disputed', formId, state, owed_cents: owedOn(form) };
}
