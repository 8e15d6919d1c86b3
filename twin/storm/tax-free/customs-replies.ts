import { happeningOf } from '../../../lambdas/customs-messages/reply.ts';
import { happened, messageFailed, messageRejected } from '../../../lambdas/shared/form-work/outside.ts';
import type { Dice } from '../../drill/dice.ts';
import type { Teller } from './teller.ts';

type Reply = Parameters<typeof happeningOf>[0];

/** What customs tell us of a message, some time after they took it in. */
export interface CustomsReplies {
  answer(reply: Omit<Reply, 'messageId'>): void;
  refuse(kind: 'C' | 'P', formId: string, inReplyTo: string, reasons: string[], customsId?: string): void;
  /** G001: they cannot read the message. */
  unreadable(messageId: string): void;
  /** Customs' own fault, which has nothing to do with the form: it is to be sent again. */
  isSpoilt(messageId: string): boolean;
}

const CHANCE = { fault: 0.08, slow: 0.15 };
const ANSWERS_MS = 5_000;
const SLOW_MS = 600_000;

export function createCustomsReplies(dice: Dice, tell: Teller): CustomsReplies {
  function answer(reply: Omit<Reply, 'messageId'>): void {
    const happening = happeningOf({ ...reply, messageId: 'customs' } as Reply);
    const after_ms = dice.below(dice.next() < CHANCE.slow ? SLOW_MS : ANSWERS_MS);
    if (happening !== undefined) tell(after_ms, (work) => happened(work, reply.formId, happening));
  }

  return {
    answer,
    refuse(kind, formId, inReplyTo, reasons, customsId) {
      const message = kind === 'C' ? 'R_EC_C03' : 'R_EC_P03';
      answer({ message, inReplyTo, formId, reasons, ...(customsId ? { customsId } : {}) } as Reply);
    },
    unreadable: (messageId) => tell(dice.below(ANSWERS_MS), (work) => messageRejected(work, messageId)),
    isSpoilt(messageId) {
      if (dice.next() >= CHANCE.fault) return false;
      tell(dice.below(ANSWERS_MS), (work) => messageFailed(work, messageId));
      return true;
    },
  };
}
