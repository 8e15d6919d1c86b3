import { ALREADY_REGISTERED } from '../shared/customs/messages/incoming.ts';
import type { Happening } from '../shared/form-work/happening.ts';
import type { CustomsMessage } from './message.ts';

/** Customs' word on one message of ours. */
type Reply = Extract<CustomsMessage, { formId: string }>;

type Rejection = Extract<Reply, { reasons: string[] }>;

const REGISTERED = {
  R_AR_C02: 'customs-registered',
  R_AR_P02: 'regularisation-accepted',
  R_EC_C03: 'customs-registered',
  R_EC_P03: 'regularisation-accepted',
} as const;

const REJECTED = {
  R_EC_C03: 'customs-rejected',
  R_EC_P03: 'regularisation-rejected',
  R_EC_S03: 'deletion-rejected',
} as const;

/**
 * A rejection counts for the last message only: one of an older message must not undo what a newer one achieved. That a form is
 * registered already is no refusal: it says what a lost acceptance said.
 */
function rejection({ message, inReplyTo, reasons, customsId }: Rejection): Happening | undefined {
  if (message === 'R_EC_S03' || !reasons.includes(ALREADY_REGISTERED))
    return { event: REJECTED[message], by: 'customs', inReplyTo };
  return customsId === undefined ? undefined : { event: REGISTERED[message], by: 'customs', customsId };
}

/** What a reply means for the form; undefined when nothing follows from it. */
export function happeningOf(reply: Reply): Happening | undefined {
  switch (reply.message) {
    case 'R_AR_C02':
    case 'R_AR_P02':
      return { event: REGISTERED[reply.message], by: 'customs', customsId: reply.customsId };
    case 'R_AR_S02':
      return { event: 'deletion-accepted', by: 'customs' };
    case 'R_EC_C03':
    case 'R_EC_P03':
    case 'R_EC_S03':
      return rejection(reply);
  }
}
