import type { FormContent, Personal, StoredCard } from './form.ts';

/** What a form tells customs. */
export interface CustomsForm {
  /** Our own id of this message, drawn when the intent was written; their answer names it as `inReplyTo`. */
  messageId: string;
  content: FormContent;
  personal: Personal;
}

/**
 * Whether customs took a message in: the technical acknowledgement, and never the result, which comes to the webhook.
 * `not-acknowledged` only where it is certain that nothing was taken in (no connection, or they answered with an error).
 */
export type Acknowledgement = 'acknowledged' | 'not-acknowledged';

/**
 * The customs gateway. Each method sends one message once.
 *
 * @throws OutcomeUnknown when the message may have been taken in and no answer came: it is not sent again until customs answer, or a
 * minute of silence allows the emergency procedure
 */
export interface Customs {
  /** A_E_C01. */
  create(form: CustomsForm): Promise<Acknowledgement>;
  /** A_E_P01, with the emergency slip's number. */
  createFromSlip(form: CustomsForm, slip: string): Promise<Acknowledgement>;
  /** A_E_S01. A form of which no customs id is known is deleted by our own id. */
  delete(form: { messageId: string; formId: string; customsId?: string }): Promise<Acknowledgement>;
}

/** One try to move money, written down before it is sent. */
export interface MoneyAttempt {
  /** `detaxe:<form>:credit:<n>` or `detaxe:<form>:debit:<n>`: the same in both Regions, never used for anything else. */
  key: string;
  kind: 'credit' | 'debit';
  formId: string;
  /** Cents of a euro, more than 0. */
  amount: number;
  card: StoredCard;
  /** When the intent was written, ISO 8601 in UTC. */
  intendedAt: string;
  /** The acquirer's reference, once known. */
  pspReference?: string;
}

/** What the acquirer said at once. Received is not done: the outcome comes by webhook. */
export type Reception = { outcome: 'received'; pspReference: string } | { outcome: 'refused'; reason: string };

/** What became of an attempt. `not-done` only where it is certain that nothing was and will be done under its key. */
export type Fate = 'done' | 'not-done' | 'pending' | 'unknown';

/** The card acquirer. Sending an attempt again under its key moves money once. */
export interface Acquirer {
  /** @throws OutcomeUnknown when the attempt may have been taken in and no answer came */
  credit(attempt: MoneyAttempt): Promise<Reception>;
  /** @throws OutcomeUnknown as `credit` */
  debit(attempt: MoneyAttempt): Promise<Reception>;
  /** Asks what became of an attempt; an acquirer that cannot be asked says `unknown`. */
  fate(attempt: MoneyAttempt): Promise<Fate>;
}
