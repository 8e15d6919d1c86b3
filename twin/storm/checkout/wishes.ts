import type { SaleLine } from '../../../api/generated/contract.ts';
import { formatReceiptNumber, type Place } from '../../../domain/receipt-number.ts';
import { amountDue, type Left, wholeOf } from '../../../domain/return.ts';
import { isPaidByVoucher } from '../../../domain/tender.ts';
import type { Dice } from '../../drill/dice.ts';
import type { LedgerView } from './ledger-view.ts';
import { closingEvent, duplicateEvent, returnEvent, saleEvent, voucherSaleEvent } from './requests.ts';
import type { Till, Wish } from './till.ts';

/** The receipts that customers of a schedule hold in their hands, of which one may not be recorded yet: what was sold is on the paper. */
export type Shelf = (Place & { whole?: ReadonlyMap<number, Left> })[];

const DAY = '2026-11-24';

/** One to four pieces at 1.01, sometimes some cents off, so that division leaves cents over. */
function goods(dice: Dice): SaleLine[] {
  return Array.from({ length: 1 + dice.below(2) }, () => {
    const reduced = dice.below(4);
    return {
      gtin: '4006381333931',
      label: 'Carré de soie',
      quantity: 1 + dice.below(4),
      unitPrice: 101,
      vatRate: 2000,
      ...(reduced > 0 ? { discount: { amount: reduced, reason: 'Soldes' } } : {}),
    };
  });
}

/** What travellers buy: coats, or now and then a watch whose refund must wait for customs. */
const dearGoods = (dice: Dice): SaleLine[] => {
  const dear = {
    gtin: '4006381333931',
    label: 'Manteau',
    quantity: 1 + dice.below(3),
    unitPrice: 10_001,
    vatRate: 2000,
  };
  const watch = { ...dear, label: 'Montre', quantity: 1, unitPrice: 3_600_000, type: 'Montre', brand: 'Aubert' };
  return [dice.next() < 0.2 ? watch : dear];
};

/** What a sale's lines are before anything came back. */
const wholeOfLines = (lines: readonly SaleLine[]) =>
  wholeOf({
    lines: lines.map((line) => ({ ...line, gross: line.quantity * line.unitPrice - (line.discount?.amount ?? 0) })),
  });

/** A sale to a customer, who has the paper before any Region has heard of it. */
export function saleOnPaper(till: Till, dice: Dice): { wish: Wish; paper: Shelf[number] } {
  const lines = goods(dice);
  const { store, till: name, sequence } = till;
  return {
    wish: saleOf(till, lines),
    paper: { store, till: name, sequence: sequence + 1, whole: wholeOfLines(lines) },
  };
}

const sale = (till: Till, dice: Dice): Wish => saleOnPaper(till, dice).wish;
export const dearSale = (till: Till, dice: Dice): Wish => saleOf(till, dearGoods(dice));

export const customerOf = ({ store, till, sequence }: Place): string => `CUSTOMER-${store}-${till}-${sequence}`;

function saleOf(till: Till, lines: readonly SaleLine[]): Wish {
  const customer = customerOf({ ...till, sequence: till.sequence + 1 });
  const event = saleEvent(till, lines, customer);
  return { event, refusable: false, is: (entry) => entry.kind === 'sale' && entry.tenders[0]?.reference === customer };
}

/** The voucher that customers of a schedule copied for each other. */
export const VOUCHER = 'BON-7788';

/** A sale that is paid by the voucher which others try to pay by too. */
export function voucherSale(till: Till, refusable: boolean): Wish {
  const line = { gtin: '4006381333931', label: 'Carré de soie', quantity: 1, unitPrice: 101, vatRate: 2000 };
  const customer = customerOf({ ...till, sequence: till.sequence + 1 });
  return {
    event: voucherSaleEvent(till, line, customer, VOUCHER),
    refusable,
    is: (entry) => entry.kind === 'sale' && isPaidByVoucher(entry, VOUCHER),
  };
}

/** Some of what a customer saw was left of one line; in a race there may be less when the request arrives. */
function someOf(line: number, left: Left, dice: Dice) {
  const quantity = 1 + dice.below(left.quantity);
  return { line, quantity, amount: amountDue(left, quantity) };
}

export function returned(till: Till, shelf: Shelf, dice: Dice, ledger: LedgerView): Wish | undefined {
  const place = dice.pick(shelf.slice(0, 2));
  const lines = [...(ledger.entry(place)?.left ?? place.whole ?? [])].filter(([, { quantity }]) => quantity > 0);
  if (lines.length === 0) return undefined;
  const wanted = dice.next() < 0.3 ? lines : [dice.pick(lines)];
  const draft = wanted.map(([line, left]) => someOf(line, left, dice));
  const original = formatReceiptNumber(place);
  const event = returnEvent(till, original, draft, customerOf(place));
  return { event, refusable: true, is: (entry) => entry.kind === 'return' && entry.original === original };
}

export function reprint(till: Till, place: Place, number: number): Wish {
  const original = formatReceiptNumber(place);
  return {
    event: duplicateEvent(till, place, number),
    refusable: true,
    is: (entry) => entry.kind === 'duplicate' && entry.original === original && entry.number === number,
  };
}

function duplicate(till: Till, shelf: Shelf, dice: Dice, ledger: LedgerView): Wish | undefined {
  const own = shelf.filter(({ store }) => store === till.store);
  if (own.length === 0) return undefined;
  const place = dice.pick(own);
  return reprint(till, place, (ledger.entry(place)?.duplicates.size ?? 0) + 1);
}

/** What a till does next: mostly it takes goods back, for which the tills of a schedule race. */
export function nextWish(till: Till, shelf: Shelf, dice: Dice, ledger: LedgerView): Wish {
  const chance = dice.next();
  if (shelf.length === 0 || chance < 0.15) return sale(till, dice);
  const wish = chance < 0.75 ? returned(till, shelf, dice, ledger) : duplicate(till, shelf, dice, ledger);
  return wish ?? sale(till, dice);
}

export const closing = (till: Till): Wish => ({
  event: closingEvent(till, DAY),
  refusable: false,
  is: (entry) => entry.kind === 'closing' && entry.period === DAY,
});
