import { expect, it } from 'vitest';
import { type ChainEnd, endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { ReturnContent } from '../../domain/chain/entry.ts';
import { formatReceiptNumber } from '../../domain/receipt-number.ts';
import { priceSale } from '../../domain/sale.ts';
import { newSigningKey } from '../support/signing-key.ts';
import { verifyExport } from '../support/verify-chain.ts';

const CODE_POINTS = 0x110000;
const IN_A_LABEL = 80;
const LINES = 150;

/** Every character of Unicode, in order; halves of surrogate pairs are none. */
function* labels(): Generator<string> {
  let label = '';
  for (let code = 0; code < CODE_POINTS; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    label += String.fromCodePoint(code);
    if ([...label].length < IN_A_LABEL) continue;
    yield label;
    label = '';
  }
  yield label;
}

const saleOf = (names: string[]) =>
  priceSale({
    lines: names.map((label) => ({ gtin: '96385074', label, quantity: 1, unitPrice: 0, vatRate: 2000 })),
    tenders: [],
  });

it('an export of receipts with every character of Unicode verifies', { timeout: 120_000 }, () => {
  const key = newSigningKey();
  const chain: SealedEntry[] = [];
  const all = [...labels()];
  for (let from = 0; from < all.length; from += LINES) {
    const priced = saleOf(all.slice(from, from + LINES));
    if (!('content' in priced)) throw new Error('the sale breaks a rule');
    const end = chain.length === 0 ? genesis('HAUSSMANN', '1') : endOf(chain.at(-1)?.token ?? '');
    if (end === undefined) throw new Error('the chain has no end');
    const at = { time: '2026-11-24T10:00:00Z', operator: 'anne', recordedAt: '2026-11-24T10:00:01Z' };
    chain.push(seal(end, priced.content, at, key));
  }
  const { status, says } = verifyExport(chain, key);
  expect(says).toContain(`${chain.length} entries`);
  expect(status).toBe(0);
});

const SALE = saleOf(['Foulard']);

/** A chain of some sales. */
function chainOf(length: number, key: ReturnType<typeof newSigningKey>): SealedEntry[] {
  if (!('content' in SALE)) throw new Error('the sale breaks a rule');
  const chain: SealedEntry[] = [];
  const at = { time: '2026-11-24T10:00:00Z', operator: 'anne', recordedAt: '2026-11-24T10:00:01Z' };
  for (let sequence = 1; sequence <= length; sequence++) {
    const end = sequence === 1 ? genesis('HAUSSMANN', '1') : endOf(chain.at(-1)?.token ?? '');
    if (end === undefined) throw new Error('the chain has no end');
    chain.push(seal(end, SALE.content, at, key));
  }
  return chain;
}

it.each([
  ['kept', true, 0],
  ['dropped', false, 1],
])('a count of money that went back another way is carried on: %s, a chain verifies or not', (_, isKept, exit) => {
  const key = newSigningKey();
  const at = { time: '2026-11-24T10:00:00Z', operator: 'anne', recordedAt: '2026-11-24T10:00:01Z' };
  const line = { gtin: '96385074', label: 'Sac', quantity: 1, vatRate: 2000 };
  const sold = priceSale({
    lines: [{ ...line, unitPrice: 1_200 }],
    tenders: [{ type: 'card', amount: 1_200, reference: 'PSP-1' }],
  });
  if (!('content' in sold)) throw new Error('the sale breaks a rule');
  const first = seal(genesis('HAUSSMANN', '1'), sold.content, at, key);
  const total = { vatRate: 2000, gross: 1_200, net: 1_000, vat: 200 };
  const back: ReturnContent = {
    kind: 'return',
    original: formatReceiptNumber(first.entry),
    lines: [{ line: 1, ...line, gross: 1_200, net: 1_000, vat: 200 }],
    tenders: [{ type: 'cash', amount: 1_200, exception: 'card-closed' }],
    totals: [total],
    total: 1_200,
  };
  const end = (token: string): ChainEnd => endOf(token) ?? genesis('HAUSSMANN', '1');
  const second = seal(end(first.token), back, at, key);
  const { exceptions, ...rest } = end(second.token).unclosed;
  expect(exceptions).toEqual([1, 1_200]);
  const before = isKept ? end(second.token) : { ...end(second.token), unclosed: rest };
  const third = seal(before, sold.content, at, key);
  const { status, says } = verifyExport([first, second, third], key);
  expect([status, says.includes('the first bad entry is HAUSSMANN-1-00000003-C (sums)')]).toEqual([exit, !isKept]);
});

it('a chain whose end is not said is open-ended: what is missing there cannot be seen', () => {
  const key = newSigningKey();
  const { status, says } = verifyExport(chainOf(3, key).slice(0, 2), key);
  expect(status).toBe(0);
  expect(says).toContain('(open-ended)');
  expect(says).toContain('--last NUMBER');
});

it('a chain whose end is said is whole, or what is missing at its end is told', () => {
  const key = newSigningKey();
  const chain = chainOf(3, key);
  expect(verifyExport(chain, key, '--last', '3').says).toContain('(ends where it was said to)');
  const cut = verifyExport(chain.slice(0, 2), key, '--last', '3');
  expect(cut.status).toBe(1);
  expect(cut.says).toMatch(/ends at 2 .* and not at 3/);
});
