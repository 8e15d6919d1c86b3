import { OutcomeUnknown, withinDeadline } from '../../deadline.ts';
import { later, TELL_AFTER_MS } from '../due.ts';
import type { FormRecord } from '../form-record.ts';
import type { FormWork } from '../form-work.ts';
import type { Made } from '../happen.ts';

/** What a step left behind, and whether there may be more to do at once. */
export interface Move {
  form: FormRecord;
  goOn: boolean;
}

/** The work that is due in a state: an intent written down, something outside of us, its outcome written down. */
export type Step = (form: FormRecord, work: FormWork) => Promise<Move>;

export const rest = (form: FormRecord): Move => ({ form, goOn: false });

/** What to do after an event that was made, or that somebody else's came before. */
export const goOn = (made: Made, before: FormRecord): Move =>
  'form' in made ? { form: made.form, goOn: made.made || made.form.revision !== before.revision } : rest(before);

export const since = (work: FormWork, at: string | undefined): number =>
  at === undefined ? Number.POSITIVE_INFINITY : work.now().getTime() - Date.parse(at);

/** Nothing is known after a call outside whose answer did not come: whoever is due next finds out. */
function orUnknown(error: unknown): 'unknown' {
  if (error instanceof OutcomeUnknown) return 'unknown';
  throw error;
}

/** A call outside of us, and what follows from its answer, which is written down within a deadline of its own however long that took. */
export async function outside<A>(call: Promise<A>, follow: (answer: A | 'unknown') => Promise<Move>): Promise<Move> {
  const answer = await call.catch(orUnknown);
  return withinDeadline(() => follow(answer));
}

const LEAST_PAUSE_MS = 60_000;
const MOST_PAUSE_MS = 3_600_000;

/** Waits about as long again as has been waited since something was asked, but looks once more when somebody is to be told. */
export async function waitAgain(form: FormRecord, work: FormWork, askedAt: string): Promise<Move> {
  const waited_ms = since(work, askedAt);
  const doubled_ms = Math.min(Math.max(waited_ms, LEAST_PAUSE_MS), MOST_PAUSE_MS);
  const pause_ms = waited_ms < TELL_AFTER_MS ? Math.min(doubled_ms, TELL_AFTER_MS - waited_ms) : doubled_ms;
  const { form: now = form } = await work.forms.postpone(form, later(work.now(), pause_ms));
  return rest(now);
}
