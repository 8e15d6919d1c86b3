import { expect, test } from 'vitest';
import { closingEntry, duplicateEntry, type Entry, receiptEntry, voidOf } from '../../../client/till/entry.ts';
import { isSameEntry } from '../../../client/till/same-entry.ts';
import { genesis, nextEntry } from '../../../domain/chain/append.ts';
import type { Content } from '../../../domain/chain/entry.ts';
import { returnContent } from '../../../domain/return.ts';
import { priceSale } from '../../../domain/sale.ts';

const name = { store: 'HAUSSMANN', till: '1' };
const at = { time: '2026-11-24T10:00:00.123+01:00', operator: 'anne' };
const line = { gtin: '3012345678902', label: 'Foulard', quantity: 2, unitPrice: 12_900, vatRate: 2000 };
const tenders = [{ type: 'cash' as const, amount: 25_800 }];
const original = 'HAUSSMANN-1-00000042-K';

function sold() {
  const priced = priceSale({ lines: [line], tenders });
  if (!('content' in priced)) throw new Error('the sale breaks a rule');
  return priced.content;
}
/** The entry as the ledger stores it: the domain's own rules, and not a copy of them. */
const stored = (content: Content) => ({
  ...nextEntry(genesis(name.store, name.till), content, { ...at, recordedAt: '2026-11-24T09:00:01Z', key: 'k1' }),
});

const back = { lines: [{ line: 1, quantity: 1, amount: 12_900 }], tenders, original };
const taken = { lines: [{ line: 1, quantity: 1, amount: 12_900, vat: 2_150 }], paid: [{ tender: 1, amount: 12_900 }] };
const sale: Entry = receiptEntry(name, 1, { kind: 'sale', ...at, lines: [line], tenders });
const goodsBack: Entry = receiptEntry(name, 1, { kind: 'return', ...at, ...back });
const noSale = voidOf(name, sale, 'rule-broken');
const reprint = duplicateEntry({ ...name, sequence: 42 }, 3, { sequence: 1, ...at });
const closing = closingEntry(name, '2026-11-24', { sequence: 1, ...at });
const totals = { sales: [], returns: [] };
const running = { month: totals, year: totals, from: { month: 0, year: 0 }, last: { day: '', month: '', year: '' } };

const pairs: [Entry, ReturnType<typeof stored>][] = [
  [sale, stored(sold())],
  [goodsBack, stored(returnContent(back, sold(), taken))],
  [noSale, stored({ kind: 'void', reason: 'rule-broken' })],
  [reprint, stored({ kind: 'duplicate', original, number: 3 })],
  [closing, stored({ kind: 'closing', span: 'day', period: '2026-11-24', from: 1, to: 0, totals, running })],
];

test('a till knows each of its entries again in the words of the ledger, and no other', () => {
  for (const [entry] of pairs)
    for (const [other, found] of pairs) expect(isSameEntry(entry, found), `${entry.kind}`).toBe(entry === other);
});

test('an entry that differs in what was sold, paid, when or by whom is not the same', () => {
  const found = stored(sold());
  for (const other of [
    { ...found, time: '2026-11-24T10:00:00.124+01:00' },
    { ...found, operator: 'bruno' },
    { ...found, tenders: [{ type: 'card', amount: 25_800 }] },
    { ...found, lines: [{ ...line, quantity: 1 }] },
    { ...found, sequence: 2 },
  ])
    expect(isSameEntry(sale, other)).toBe(false);
});
