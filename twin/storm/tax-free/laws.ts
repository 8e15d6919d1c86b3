import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { stateRow } from '../../../domain/tax-free/life/life.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import type { LedgerView } from '../checkout/ledger-view.ts';
import type { Movement } from './acquirer.ts';
import type { Registration } from './customs-records.ts';
import type { Told } from './kiosk.ts';

/** What the world came to, each part by its own records. */
export interface World {
  forms: readonly FormRecord[];
  books: ReadonlyMap<string, Movement>;
  records: readonly Registration[];
  told: readonly Told[];
  ledger: LedgerView;
}

/** Credits less debits that a form has at its end; a state that is not here is none to end in. */
const NET_AT_END: Readonly<Partial<Record<State, 0 | 1>>> = {
  validated: 1,
  recredited: 1,
  'debit-refused': 1,
  'refund-owed': 0,
  rejected: 0,
  cancelled: 0,
  expired: 0,
};

/** What the acquirer really moved for a form. */
const moved = (formId: string, { books }: World): Movement[] =>
  [...books.values()].filter((movement) => movement.formId === formId && movement.state === 'done');

const netOf = (formId: string, world: World): number =>
  moved(formId, world).reduce((net, { kind }) => net + (kind === 'credit' ? 1 : -1), 0);

/** Whether a person settled the form by hand: what its card holds is then what the keys say, and what is owed was paid beside. */
const isByHand = ({ log }: FormRecord): boolean => log.some(({ event }) => event === 'dispute-settled');

/** Cents that the card really holds for a form. */
const balanceOf = (formId: string, world: World): number =>
  moved(formId, world).reduce((sum, { kind, amount }) => sum + (kind === 'credit' ? amount : -amount), 0);

/** What the form says of its card is what the acquirer's books say, whatever was said of it, in whatever order. */
function balanceFaults({ formId, state, attempts }: FormRecord, world: World): string[] {
  const own = [...attempts.values()].filter(({ outcome }) => outcome === 'done');
  const says = own.reduce((sum, { key, amount }) => sum + (key.includes(':credit:') ? amount : -amount), 0);
  const holds = balanceOf(formId, world);
  return says === holds ? [] : [`${formId} is ${state}: its card holds ${holds}, and the form says ${says}`];
}

/** What a person paid beside the card is exactly what was owed: by the acquirer's books and customs' records, not by ours. */
function handFaults(form: FormRecord, world: World): string[] {
  const { formId, state, content, settledByHand } = form;
  const isConfirmed = world.records.some((one) => one.formId === formId && one.status === 'confirmed');
  const due = isConfirmed && state !== 'refund-owed' ? (content?.refund ?? 0) : 0;
  const has = balanceOf(formId, world) + settledByHand;
  return has === due ? [] : [`${formId} is ${state}: its traveller has ${has} of ${due}`];
}

/** One net credit of exactly the quoted amount, or none with a reason; and nothing stuck. */
function moneyFaults(form: FormRecord, world: World): string[] {
  const { formId, state, content } = form;
  const balance = balanceFaults(form, world);
  if (isByHand(form)) return [...balance, ...handFaults(form, world)];
  const due = NET_AT_END[state];
  if (due === undefined) return [`${formId} is stuck: ${state}`];
  const net = netOf(formId, world);
  const wrong = moved(formId, world).filter(({ amount }) => amount !== content?.refund);
  return [
    ...balance,
    ...(net === due ? [] : [`${formId} is ${state} and its card holds ${net} credits`]),
    ...wrong.map(({ kind, amount }) => `${formId}: a ${kind} of ${amount} where ${content?.refund} was quoted`),
  ];
}

const BY_HAND: readonly State[] = ['settled-by-hand', 'disputed', 'disputed-ended'];

const CONFIRMED: readonly State[] = ['validated', 'recredited', 'refund-owed'];

/** Customs and we agree on what was exported, and on what was deleted: the goods of a deleted form can come back. */
function customsFaults({ formId, state, customsSaid }: FormRecord, { records }: World): string[] {
  const own = records.filter((record) => record.formId === formId);
  const isConfirmed = own.some(({ status }) => status === 'confirmed');
  if (BY_HAND.includes(state)) {
    const told = customsSaid === 'confirmed';
    return isConfirmed === told ? [] : [`${formId} is ${state}, heard ${customsSaid}, and customs say otherwise`];
  }
  if (isConfirmed !== CONFIRMED.includes(state))
    return [`${formId} is ${state}, and customs say ${isConfirmed ? 'confirmed' : 'not confirmed'}`];
  const isDeleted = own.some(({ status }) => status === 'deleted');
  return isDeleted && state !== 'cancelled' ? [`${formId} is ${state}, and customs deleted it`] : [];
}

/** A live form has its claims, and exactly the goods that are left of its receipts: nothing of them came back. */
function claimFaults({ formId, state, receipts, content }: FormRecord, { ledger }: World): string[] {
  const sales = receipts.map((number) => {
    const place = parseReceiptNumber(number);
    return place && ledger.entry(place);
  });
  const claimed = sales.filter((sale) => sale?.claim?.form === formId).length;
  if (!stateRow(state).holdsReceipts)
    return claimed === 0 ? [] : [`${formId} is ${state} and still claims ${claimed} receipts`];
  const left = sales.reduce(
    (sum, sale) => [...(sale?.left.values() ?? [])].reduce((total, { amount }) => total + amount, sum),
    0,
  );
  return [
    ...(claimed === receipts.length ? [] : [`${formId} is ${state} without its claims`]),
    ...(left === content?.gross ? [] : [`${formId} holds goods of ${content?.gross}, of which ${left} are left`]),
  ];
}

/** No receipt was refunded on two forms. */
function doubledReceipts(world: World): string[] {
  const paid = world.forms.filter(({ formId }) => netOf(formId, world) > 0).flatMap(({ receipts }) => receipts);
  return paid.filter((number, i) => paid.indexOf(number) !== i).map((number) => `${number} was refunded twice`);
}

/** What a kiosk was told is what stands. */
function toldFaults({ formId, status, form }: Told, { forms }: World): string[] {
  const { content } = forms.find((one) => one.formId === formId) ?? {};
  if (form === undefined) return content === undefined ? [] : [`${formId} was refused by ${status} and stands`];
  return form.refund === content?.refund && form.gross === content?.gross
    ? []
    : [`${formId}: told ${form.refund} of ${form.gross}, stands ${content?.refund} of ${content?.gross}`];
}

/** Every law of tax-free refunds, at the end of a schedule. @returns what is wrong, in words */
export function brokenTaxFreeLaws(world: World): string[] {
  return [
    ...world.forms.flatMap((form) => [
      ...moneyFaults(form, world),
      ...customsFaults(form, world),
      ...claimFaults(form, world),
    ]),
    ...doubledReceipts(world),
    ...world.told.flatMap((told) => toldFaults(told, world)),
  ];
}
