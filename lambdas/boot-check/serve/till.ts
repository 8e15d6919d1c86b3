import { BOOT_CHECK_STORE } from '../ledger/live-end.ts';
import { ask, type Request } from './ask.ts';
import { type Day, deviceOf, hopedFor } from './day.ts';

const RECEIPT = '/v1/stores/{store}/tills/{till}/receipts/{sequence}';

/** 3 × 100.00 at 20 %: above the least amount of a form, below the ceiling for credit before customs. */
const COAT = { gtin: '4006381333931', label: 'Manteau', quantity: 3, unitPrice: 10_000, vatRate: 2000 };
const SALE = { kind: 'sale', lines: [COAT], tenders: [{ type: 'card', amount: 30_000, reference: 'boot-check' }] };
const ONE_BACK = {
  lines: [{ line: 1, quantity: 1, amount: 10_000 }],
  tenders: [{ type: 'card', amount: 10_000, reference: 'boot-check' }],
};

interface Recorded {
  receiptNumber: string;
  chainToken: string;
}

const receipt = (day: Day, sequence: number, content: object, after?: Recorded): Request => ({
  method: 'PUT',
  resource: RECEIPT,
  path: { store: BOOT_CHECK_STORE, till: day.till, sequence: String(sequence) },
  device: deviceOf(day, 'till'),
  body: { ...day.moment, ...content, ...(after === undefined ? {} : { chainToken: after.chainToken }) },
});

async function sell(day: Day, sequence: 1 | 2, after?: Recorded): Promise<Recorded | undefined> {
  const { checkout, otherCheckout } = day.shop;
  const answer = await ask(after === undefined ? checkout : otherCheckout, receipt(day, sequence, SALE, after));
  const text = hopedFor(day, 'sale', answer, 201);
  return text === undefined ? undefined : (JSON.parse(text) as Recorded);
}

async function replay(day: Day, first: Recorded): Promise<void> {
  const text = hopedFor(day, 'replay', await ask(day.shop.checkout, receipt(day, 1, SALE)), 200);
  if (text === undefined || (JSON.parse(text) as Recorded).chainToken === first.chainToken) return;
  day.findings.add({ law: 'serves-replay', item: first.receiptNumber, says: 'a replay got another receipt' });
}

/**
 * Sells twice, the second time at a sandbox that must check the first one's token by the public key; repeats the first sale; takes goods
 * of it back.
 *
 * @returns the number of the second receipt, of which nothing came back
 */
export async function sellAndTakeBack(day: Day): Promise<string | undefined> {
  const first = await sell(day, 1);
  const second = first && (await sell(day, 2, first));
  if (first === undefined || second === undefined) return undefined;
  await replay(day, first);
  const back = { kind: 'return', original: first.receiptNumber, ...ONE_BACK };
  hopedFor(day, 'return', await ask(day.shop.otherCheckout, receipt(day, 3, back, second)), 201);
  return second.receiptNumber;
}
