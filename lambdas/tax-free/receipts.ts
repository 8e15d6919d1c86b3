import type { PresentedReceipt } from '../../api/generated/contract.ts';
import { type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { vatOfSale } from '../../domain/return.ts';
import type { Receipt, ReceiptLine } from '../../domain/tax-free/request.ts';
import type { FormMerchant } from '../shared/form-work/form.ts';
import { numberOf, type StoredEntry } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';

/** A receipt as the traveller presents it, with its place in the ledger. */
export interface Presented {
  number: string;
  place: Place;
  duplicate: boolean;
}

export const unknownReceipt = (number: string): Refusal =>
  refuse('receipt-unknown', 'Check the number of the receipt: only a sale can be on a form.', { receipt: number });

/** The places of the receipts, each once, or why one of them has none. */
export function presentedReceipts(receipts: readonly PresentedReceipt[]): Presented[] | Refusal {
  const presented: Presented[] = [];
  for (const { number, duplicate = false } of receipts) {
    const place = parseReceiptNumber(number);
    if (place === undefined) return unknownReceipt(number);
    presented.push({ number, place, duplicate });
  }
  return presented;
}

/** Each receipt once, however often it was presented. */
export const eachOnce = (presented: readonly Presented[]): Presented[] => [
  ...new Map(presented.map((one) => [one.number, one])).values(),
];

/** The lines of a sale as they are now: what was returned no longer counts. */
function linesLeft({ entry, left }: StoredEntry): ReceiptLine[] {
  if (entry.kind !== 'sale') return [];
  const vatIn = vatOfSale(entry);
  return entry.lines.map(({ gtin, label, vatRate, category, type, brand }, i) => ({
    gtin,
    label,
    vatRate,
    quantity: left.get(i + 1)?.quantity ?? 0,
    gross: left.get(i + 1)?.amount ?? 0,
    vat: vatIn(i + 1, left.get(i + 1)?.amount ?? 0),
    ...(category === undefined ? {} : { category }),
    ...(type === undefined ? {} : { type }),
    ...(brand === undefined ? {} : { brand }),
  }));
}

/** A sale as the rules of eligibility look at it. */
export function receiptOf(stored: StoredEntry, duplicate: boolean, merchant: FormMerchant): Receipt {
  const { time, timeNotProven = false } = stored.entry;
  return { number: numberOf(stored.entry), time, timeNotProven, merchant, duplicate, lines: linesLeft(stored) };
}
