import type { State } from '../../../domain/tax-free/life/state.ts';

/** What of the work on forms somebody may have to look at; alarms count these names. */
export type Trouble =
  /** Customs have not registered a form five minutes after it was issued. */
  | 'form-not-at-customs'
  /** The acquirer has not said for five minutes what became of a credit or debit. */
  | 'money-unanswered'
  /** The acquirer speaks of a key that is not the form's last one: money may have moved twice. */
  | 'outcome-of-other-key'
  /** A claim was refused because another form holds the receipt. */
  | 'claim-refused'
  /** No emergency slip number is left. */
  | 'slips-exhausted'
  /** The customs gateway did not take a message in, or nobody knows whether it did. */
  | 'customs-failed'
  /** Work stopped at an error; it is taken up again when the form is due. */
  | 'work-failed';

/** One structured line: an id, a state and a duration, and nothing that names a traveller. */
export interface WorkLine {
  trouble: Trouble;
  formId: string;
  state?: State;
  age_ms?: number;
  /** Name of the error. */
  error?: string;
}

export type WorkLog = (line: WorkLine) => void;

export const logWork: WorkLog = (line) => {
  process.stdout.write(`${JSON.stringify({ level: 'WARN', ...line })}\n`);
};
