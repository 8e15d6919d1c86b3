import type { Entry } from '../../../domain/chain/entry.ts';
import { isBefore } from '../../../domain/laws/finding.ts';
import { formatReceiptNumber, parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { vouchersOf } from '../../../domain/tender.ts';
import { claimOfReference, voucherOfKey, voucherPlace } from '../../shared/reference-item.ts';
import { getAll, keyText } from '../tables/batches.ts';
import { rangePages } from '../tables/range.ts';
import type { WireItem } from '../tables/wire.ts';
import type { Count, Findings } from '../tally.ts';
import type { Work } from '../work.ts';

/** As many vouchers are collected before their claims are asked for. */
const MOST_QUESTIONS = 200;

function isClaim({ pk, sk, receipt, at }: WireItem): boolean {
  const reference = voucherOfKey(sk?.S ?? '');
  return (
    reference !== undefined &&
    voucherPlace(reference).pk === pk?.S &&
    parseReceiptNumber(receipt?.S ?? '') !== undefined &&
    !Number.isNaN(Date.parse(at?.S ?? ''))
  );
}

/** Goes through a partition of claims on references: each is one, and stands where it is looked for. */
export async function checkReferences({ client, table }: Work, pk: string, count: Count): Promise<void> {
  for await (const items of rangePages(client, { table, pk }))
    for (const item of items) {
      count.items++;
      if (!isClaim(item))
        count.findings.add({
          law: 'item-unknown',
          item: `${pk}/${item.sk?.S}`,
          says: 'no handler writes such a claim on a reference',
        });
    }
}

interface Paid {
  reference: string;
  receiptNumber: string;
}

/** Asks the claims of vouchers about the sales that they paid, many a request. */
export interface VoucherCheck {
  ask(entry: Entry): Promise<void>;
  settle(): Promise<void>;
}

/**
 * A voucher's claim names the one receipt that it paid, whatever part of the ledger that is in: a second receipt is found without anybody
 * remembering the first.
 */
export function createVoucherCheck({ client, table, taken_at }: Work, findings: Findings): VoucherCheck {
  let waiting: Paid[] = [];

  async function settle(): Promise<void> {
    const asked = waiting;
    waiting = [];
    const items = await getAll(
      client,
      table,
      asked.map(({ reference }) => voucherPlace(reference)),
    );
    for (const { reference, receiptNumber } of asked) {
      const claim = items.get(keyText(voucherPlace(reference)));
      const other = claimOfReference(claim).receiptNumber;
      const item = `${receiptNumber} entry`;
      if (claim === undefined)
        findings.add({ law: 'reference-without-claim', item, says: `nobody claimed its voucher ${reference}` });
      else if (other !== receiptNumber)
        findings.add({ law: 'reference-used-twice', item, says: `its voucher ${reference} is claimed by ${other}` });
    }
  }

  return {
    async ask(entry) {
      if (entry.kind !== 'sale' || !isBefore(entry.recordedAt, taken_at)) return;
      const receiptNumber = formatReceiptNumber(entry);
      waiting.push(...vouchersOf(entry.tenders).map((reference) => ({ reference, receiptNumber })));
      if (waiting.length >= MOST_QUESTIONS) await settle();
    },
    settle,
  };
}
