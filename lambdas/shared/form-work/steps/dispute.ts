import { later } from '../due.ts';
import type { FormRecord } from '../form-record.ts';
import { letGo } from './ending.ts';
import { askUnwantedCredit, askUnwantedDebit } from './money.ts';
import { rest, type Step } from './step.ts';

/** How often a person is told again of what is owed. [ours] */
const REMIND_MS = 6 * 3_600_000;

const isOpen = ({ attempts }: FormRecord, key: string | undefined): boolean =>
  key !== undefined && attempts.get(key)?.outcome === undefined;

/** A disputed form still asks what became of money that was under way; then it waits for a person, who is told again and again. */
export const awaitSettlement: Step = async (form, work) => {
  if (isOpen(form, form.lastCredit)) return askUnwantedCredit(form, work);
  if (isOpen(form, form.lastDebit)) return askUnwantedDebit(form, work);
  const { form: now = form } = await work.forms.postpone(form, later(work.now(), REMIND_MS));
  return rest(now);
};

/** Of a form that had ended, the receipts are let go first. */
export const awaitSettlementOfEnded: Step = async (form, work) => {
  const { form: released } = await letGo(form, work);
  return awaitSettlement(released, work);
};
