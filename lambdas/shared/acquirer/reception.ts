import { OutcomeUnknown } from '../deadline.ts';
import { AnsweredWithError } from './transport.ts';

/** What the acquirer answers to a payout or a payment, as far as it matters here. */
export interface Answer {
  resultCode?: string;
  pspReference?: string;
  refusalReason?: string;
}

/** What an answer means: the money has moved, may move and the notification says so, or will not move under this key. */
export type Verdict = { says: 'done' | 'pending'; pspReference: string } | { says: 'refused'; reason: string };

/** Result codes after which no money moves under the key. */
const REFUSED = new Set(['Refused', 'Cancelled']);

/** Result codes after which the money has moved. A payout says only `Received`. */
const DONE = new Set(['Authorised', 'Success']);

/** The request cannot be carried out as it is, now or later, so nothing was done. */
const REJECTED_STATUS = new Set([400, 422]);

/** `request already processed or in progress`: somebody else is sending the same key just now. Source: Adyen, API idempotency. */
const IN_PROGRESS = '704';

/** @throws OutcomeUnknown when the answer says neither yes nor no */
export function verdictOf({ resultCode = '', pspReference, refusalReason }: Answer): Verdict {
  if (REFUSED.has(resultCode)) return { says: 'refused', reason: refusalReason ?? resultCode };
  if (pspReference === undefined || resultCode === 'Error' || resultCode === '')
    throw new OutcomeUnknown(`the acquirer answered ${resultCode || 'without a result'}`);
  return { says: DONE.has(resultCode) ? 'done' : 'pending', pspReference };
}

const isRejected = ({ status, errorCode, isTransient }: AnsweredWithError): boolean =>
  REJECTED_STATUS.has(status) && !isTransient && errorCode !== IN_PROGRESS;

/** Whether the acquirer did not know our account or its API key. */
export const isRefusedAccount = (error: unknown): boolean =>
  error instanceof AnsweredWithError && (error.status === 401 || error.status === 403);

/**
 * What an error means. Only a request that the acquirer cannot carry out as it is counts as refused; a lost answer, an overloaded or
 * failing acquirer, a wrong API key and a key that is being processed leave the outcome open, and the same key is asked about again.
 *
 * @throws OutcomeUnknown
 */
export function verdictOfError(error: unknown): Verdict {
  if (error instanceof AnsweredWithError && isRejected(error))
    return { says: 'refused', reason: `rejected ${error.errorCode ?? error.status}` };
  throw new OutcomeUnknown('no outcome from the acquirer', { cause: error });
}
