import type { IgnoredReason, WordTrouble } from '../../../domain/tax-free/life/reason.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';

/** What of the work on forms somebody may have to look at; alarms count these names. */
export type Trouble =
  /** Customs have not registered a form five minutes after it was issued. */
  | 'form-not-at-customs'
  /** The acquirer has not said for five minutes what became of a credit or debit. */
  | 'money-unanswered'
  /** A word of the acquirer or of customs that calls a person; see `WORD_TROUBLES`. */
  | WordTrouble
  /** A late word upset what a card holds: somebody owes somebody, and a person settles it. */
  | 'money-disputed'
  /** A claim was refused because another form holds the receipt. */
  | 'claim-refused'
  /** No emergency slip number is left. */
  | 'slips-exhausted'
  /** The customs gateway did not take a message in, or nobody knows whether it did. */
  | 'customs-failed'
  /** Work stopped at an error; it is taken up again when the form is due. */
  | 'work-failed';

/** One structured line: an id, a state, a duration or an amount, and nothing that names a traveller. */
export interface WorkLine {
  trouble: Trouble;
  formId: string;
  state?: State;
  age_ms?: number;
  /** Name of the error. */
  error?: string;
  /** What was said: an event of the form, or the name of the message. */
  word?: string;
  /** The key it was said of. */
  key?: string;
  /** Cents that are owed to the traveller; less than 0 when the traveller owes them. */
  owed_cents?: number;
}

/** A word from outside that changes nothing, and why: counted, and not looked at. */
export interface IgnoredLine {
  ignored: IgnoredReason;
  word: string;
  formId?: string;
  state?: State;
  key?: string;
}

export type WorkLog = (line: WorkLine) => void;

export type IgnoredLog = (line: IgnoredLine) => void;

export const logWork: WorkLog = (line) => {
  process.stdout.write(`${JSON.stringify({ level: 'WARN', ...line })}\n`);
};

export const logIgnored: IgnoredLog = (line) => {
  process.stdout.write(`${JSON.stringify({ level: 'INFO', ...line })}\n`);
};
