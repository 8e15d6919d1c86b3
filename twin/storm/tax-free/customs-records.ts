import { takeIn } from '../../../lambdas/customs-messages/nightly-list.ts';
import type { Air } from '../schedule/air.ts';
import type { Teller } from './teller.ts';

/** A form as customs have it. */
export interface Registration {
  formId: string;
  customsId: string;
  /** From an emergency slip, which then is the one in force. */
  bySlip: boolean;
  status: 'registered' | 'deleted' | 'confirmed' | 'annulled';
}

/** What customs registered, and what they decide of it at the border. */
export interface CustomsRecords {
  all: readonly Registration[];
  /** Of a form that was registered twice the slip counts. */
  inForce(formId: string): Registration | undefined;
  /** The last registration under a form's id; of a slip only when so asked. */
  last(formId: string, bySlip: boolean): Registration | undefined;
  register(formId: string, bySlip: boolean): Registration;
}

const CHANCE = { confirms: 0.6, annuls: 0.15 };
const LISTED_MS = 5_000;
const DAY_MS = 86_400_000;
/** When a traveller shows the goods: at the airport within minutes, within the stay, or long after the operator's days. */
const SHOWS_MS = [600_000, 10 * DAY_MS, 60 * DAY_MS];

export function createCustomsRecords({ time, dice }: Air, tell: Teller): CustomsRecords {
  const all: Registration[] = [];

  function inForce(formId: string): Registration | undefined {
    const own = all.filter((one) => one.formId === formId);
    const counting = own.find(({ bySlip }) => bySlip) ?? own[0];
    return counting?.status === 'deleted' || counting?.status === 'annulled' ? undefined : counting;
  }

  function list(record: Registration, status: 'confirmed' | 'annulled'): void {
    record.status = status;
    const { formId, customsId } = record;
    const listed = { formId, customsId, status: status === 'confirmed' ? 'CONFIRME' : 'ANNULE', at: '' } as const;
    tell(dice.below(LISTED_MS), (work) => takeIn([listed], work));
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

  return {
    all,
    inForce,
    last: (formId, bySlip) => all.findLast((one) => one.formId === formId && (!bySlip || one.bySlip)),
    register(formId, bySlip) {
      const record: Registration = { formId, customsId: `FR-${all.length + 1}`, bySlip, status: 'registered' };
      all.push(record);
      decideLater(record);
      return record;
    },
  };
}
