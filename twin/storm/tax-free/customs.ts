import { takeIn } from '../../../lambdas/customs-messages/nightly-list.ts';
import { happeningOf } from '../../../lambdas/customs-messages/reply.ts';
import { ALREADY_REGISTERED } from '../../../lambdas/shared/customs/messages/incoming.ts';
import { happened, messageFailed, messageRejected } from '../../../lambdas/shared/form-work/outside.ts';
import type { Acknowledgement, Customs } from '../../../lambdas/shared/form-work/ports.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import { orOutcomeUnknown, type Teller } from './teller.ts';

/** A form as customs have it. */
export interface Registration {
  formId: string;
  customsId: string;
  /** From an emergency slip, which then is the one in force. */
  bySlip: boolean;
  status: 'registered' | 'deleted' | 'confirmed' | 'annulled';
}

/** Customs with their own records: they take messages in, answer each later, and list at night what they decided. */
export interface CustomsOffice {
  records: readonly Registration[];
  /** The gateway as a process of ours reaches it. */
  seenBy(process: Process): Customs;
}

type Judgement = 'fine' | 'rejected' | 'unreadable';

type Reply = Parameters<typeof happeningOf>[0];

const CHANCE = {
  rejects: 0.1,
  unreadable: 0.03,
  fault: 0.08,
  slow: 0.15,
  notTakenIn: 0.1,
  confirms: 0.6,
  annuls: 0.15,
};
const ANSWERS_MS = 5_000;
const SLOW_MS = 600_000;
const DAY_MS = 86_400_000;
/** When a traveller shows the goods: at the airport within minutes, within the stay, or long after the operator's days. */
const SHOWS_MS = [600_000, 10 * DAY_MS, 60 * DAY_MS];

export function createCustomsOffice({ time, dice }: Air, tell: Teller): CustomsOffice {
  const records: Registration[] = [];
  const judgements = new Map<string, Judgement>();

  /** Of a form that was registered twice the slip counts. */
  function inForce(formId: string): Registration | undefined {
    const own = records.filter((one) => one.formId === formId);
    const counting = own.find(({ bySlip }) => bySlip) ?? own[0];
    return counting?.status === 'deleted' || counting?.status === 'annulled' ? undefined : counting;
  }

  function answer(reply: Omit<Reply, 'messageId'>): void {
    const happening = happeningOf({ ...reply, messageId: 'customs' } as Reply);
    const after_ms = dice.below(dice.next() < CHANCE.slow ? SLOW_MS : ANSWERS_MS);
    if (happening !== undefined) tell(after_ms, (work) => happened(work, reply.formId, happening));
  }

  function list(record: Registration, status: 'confirmed' | 'annulled'): void {
    record.status = status;
    const { formId, customsId } = record;
    const listed = { formId, customsId, status: status === 'confirmed' ? 'CONFIRME' : 'ANNULE', at: '' } as const;
    tell(dice.below(ANSWERS_MS), (work) => takeIn([listed], work));
  }

  /** Of a form that was registered twice, customs annul the one that is not in force; of the other the traveller decides. */
  function decideLater(record: Registration): void {
    const chance = dice.next();
    const isConfirmed = chance < CHANCE.confirms;
    if (!isConfirmed && chance >= CHANCE.confirms + CHANCE.annuls) return;
    time.after(dice.below(dice.pick(SHOWS_MS)), () => {
      if (record.status !== 'registered') return;
      list(record, isConfirmed && record === inForce(record.formId) ? 'confirmed' : 'annulled');
    });
  }

  function register(formId: string, bySlip: boolean): Registration {
    const record: Registration = { formId, customsId: `FR-${records.length + 1}`, bySlip, status: 'registered' };
    records.push(record);
    decideLater(record);
    return record;
  }

  /** How customs judge a form, whichever message brings it, and how often. */
  function judgementOf(formId: string): Judgement {
    const chance = dice.next();
    const drawn =
      chance < CHANCE.rejects ? 'rejected' : chance < CHANCE.rejects + CHANCE.unreadable ? 'unreadable' : 'fine';
    const judgement = judgements.get(formId) ?? drawn;
    judgements.set(formId, judgement);
    return judgement;
  }

  /** Customs' own fault, which has nothing to do with the form: it is to be sent again. */
  function isSpoilt(messageId: string): boolean {
    if (dice.next() >= CHANCE.fault) return false;
    tell(dice.below(ANSWERS_MS), (work) => messageFailed(work, messageId));
    return true;
  }

  function refuse(kind: 'C' | 'P', formId: string, inReplyTo: string, reasons: string[], customsId?: string): void {
    const message = kind === 'C' ? 'R_EC_C03' : 'R_EC_P03';
    answer({ message, inReplyTo, formId, reasons, ...(customsId ? { customsId } : {}) } as Reply);
  }

  /** An id is used once: what was deleted or annulled under it does not come back, what is in force stays. */
  function create(kind: 'C' | 'P', formId: string, inReplyTo: string): void {
    if (isSpoilt(inReplyTo)) return;
    const judgement = judgementOf(formId);
    const known = records.findLast((one) => one.formId === formId && (kind === 'C' || one.bySlip));
    if (judgement === 'unreadable') tell(dice.below(ANSWERS_MS), (work) => messageRejected(work, inReplyTo));
    else if (judgement === 'rejected') refuse(kind, formId, inReplyTo, ['CONTENU']);
    else if (known !== undefined && known === inForce(formId))
      refuse(kind, formId, inReplyTo, [ALREADY_REGISTERED], known.customsId);
    else if (known !== undefined) refuse(kind, formId, inReplyTo, ['SUPPRIME']);
    else {
      const { customsId } = register(formId, kind === 'P');
      answer({ message: kind === 'C' ? 'R_AR_C02' : 'R_AR_P02', inReplyTo, formId, customsId } as Reply);
    }
  }

  function remove(formId: string, inReplyTo: string): void {
    if (isSpoilt(inReplyTo)) return;
    const record = inForce(formId);
    if (record?.status === 'registered') {
      record.status = 'deleted';
      answer({ message: 'R_AR_S02', inReplyTo, formId } as Reply);
    } else answer({ message: 'R_EC_S03', inReplyTo, formId, reasons: ['STATUT'] } as Reply);
  }

  function taken(act: () => void): Acknowledgement {
    if (dice.next() < CHANCE.notTakenIn) return 'not-acknowledged';
    act();
    return 'acknowledged';
  }

  return {
    records,
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
