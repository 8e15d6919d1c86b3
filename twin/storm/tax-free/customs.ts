import { ALREADY_REGISTERED } from '../../../lambdas/shared/customs/messages/incoming.ts';
import type { Acknowledgement, Customs } from '../../../lambdas/shared/form-work/ports.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import { createCustomsRecords, type Registration } from './customs-records.ts';
import { createCustomsReplies } from './customs-replies.ts';
import { orOutcomeUnknown, type Teller } from './teller.ts';

/** Customs with their own records: they take messages in, answer each later, and list at night what they decided. */
export interface CustomsOffice {
  records: readonly Registration[];
  /** The gateway as a process of ours reaches it. */
  seenBy(process: Process): Customs;
}

type Judgement = 'fine' | 'rejected' | 'unreadable';
type Answered = Parameters<ReturnType<typeof createCustomsReplies>['answer']>[0];

const CHANCE = { rejects: 0.1, unreadable: 0.03, notTakenIn: 0.1 };

export function createCustomsOffice(air: Air, tell: Teller): CustomsOffice {
  const { dice } = air;
  const records = createCustomsRecords(air, tell);
  const replies = createCustomsReplies(dice, tell);
  const judgements = new Map<string, Judgement>();

  /** How customs judge a form, whichever message brings it, and how often. */
  function judgementOf(formId: string): Judgement {
    const chance = dice.next();
    const drawn =
      chance < CHANCE.rejects ? 'rejected' : chance < CHANCE.rejects + CHANCE.unreadable ? 'unreadable' : 'fine';
    const judgement = judgements.get(formId) ?? drawn;
    judgements.set(formId, judgement);
    return judgement;
  }

  /** An id is used once: what was deleted or annulled under it does not come back, what is in force stays. */
  function create(kind: 'C' | 'P', formId: string, inReplyTo: string): void {
    if (replies.isSpoilt(inReplyTo)) return;
    const judgement = judgementOf(formId);
    const known = records.last(formId, kind === 'P');
    if (judgement === 'unreadable') replies.unreadable(inReplyTo);
    else if (judgement === 'rejected') replies.refuse(kind, formId, inReplyTo, ['CONTENU']);
    else if (known !== undefined && known === records.inForce(formId))
      replies.refuse(kind, formId, inReplyTo, [ALREADY_REGISTERED], known.customsId);
    else if (known !== undefined) replies.refuse(kind, formId, inReplyTo, ['SUPPRIME']);
    else {
      const { customsId } = records.register(formId, kind === 'P');
      replies.answer({ message: kind === 'C' ? 'R_AR_C02' : 'R_AR_P02', inReplyTo, formId, customsId } as Answered);
    }
  }

  function remove(formId: string, inReplyTo: string): void {
    if (replies.isSpoilt(inReplyTo)) return;
    const record = records.inForce(formId);
    if (record?.status === 'registered') {
      record.status = 'deleted';
      replies.answer({ message: 'R_AR_S02', inReplyTo, formId } as Answered);
    } else replies.answer({ message: 'R_EC_S03', inReplyTo, formId, reasons: ['STATUT'] } as Answered);
  }

  function taken(act: () => void): Acknowledgement {
    if (dice.next() < CHANCE.notTakenIn) return 'not-acknowledged';
    act();
    return 'acknowledged';
  }

  return {
    records: records.all,
    seenBy: (process) => {
      const send = (act: () => void) => orOutcomeUnknown(process.request(() => taken(act)));
      return {
        create: ({ messageId, content }) => send(() => create('C', content.formId, messageId)),
        createFromSlip: ({ messageId, content }) => send(() => create('P', content.formId, messageId)),
        delete: ({ messageId, formId }) => send(() => remove(formId, messageId)),
      };
    },
  };
}
