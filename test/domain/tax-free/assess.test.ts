import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Assessment, assess } from '../../../domain/tax-free/assess.ts';
import { CATEGORIES } from '../../../domain/tax-free/exclusion.ts';
import { factsOf } from '../../../domain/tax-free/facts.ts';
import type { Receipt, ReceiptLine } from '../../../domain/tax-free/request.ts';
import { DEFAULT_SETTINGS } from '../../../domain/tax-free/settings.ts';
import { sumPerRate, vatInGross } from '../../../domain/vat.ts';
import { BAG, NOW, receipt, request, SCARF } from './request.ts';

const assessed = (receipts: Receipt[]): Assessment => assess(request(receipts), DEFAULT_SETTINGS, NOW);

const lines: fc.Arbitrary<ReceiptLine> = fc
  .record({
    gtin: fc.constantFrom('03012345678900', '03012345678917'),
    label: fc.constant('Article'),
    quantity: fc.integer({ min: 0, max: 5 }),
    gross: fc.integer({ min: 0, max: 99_999_999 }),
    vatRate: fc.constantFrom(0, 210, 550, 1000, 2000),
    category: fc.constantFrom(...CATEGORIES, 'goods', 'goods'),
  })
  .map((line) => (line.quantity === 0 ? { ...line, gross: 0 } : line))
  .map((line) => ({ ...line, vat: vatInGross(line.gross, line.vatRate) }));
const receiptsOf = fc
  .array(fc.array(lines, { maxLength: 8 }), { maxLength: 4 })
  .map((all) => all.map((own, i) => receipt({ number: String(i), lines: own })));

describe('the VAT of a form', () => {
  test('with what does not count is to the cent the VAT of the receipts, whatever was discounted or returned', () => {
    fc.assert(
      fc.property(receiptsOf, (receipts) => {
        const { counted, excluded } = factsOf(request(receipts), DEFAULT_SETTINGS, NOW);
        const all = [...counted, ...excluded];
        const expected = receipts.flatMap((own) => own.lines).reduce((sum, { vat }) => sum + vat, 0);
        expect(all.reduce((sum, { vat }) => sum + vat, 0)).toBe(expected);
        expect(all.every(({ vat, net, gross }) => vat >= 0 && net >= 0 && vat + net === gross)).toBe(true);
      }),
    );
  });

  test('is the sum of its totals per rate, which are the sums of its lines', () => {
    fc.assert(
      fc.property(receiptsOf, (receipts) => {
        const { counted, gross } = factsOf(request(receipts), DEFAULT_SETTINGS, NOW);
        const totals = sumPerRate(counted);
        expect(totals.reduce((sum, total) => sum + total.gross, 0)).toBe(gross);
        expect(totals.every((total) => total.net + total.vat === total.gross)).toBe(true);
      }),
    );
  });
});

test('the example: EUR 1,200.00 at 20 % has EUR 200.00 of VAT', () => {
  expect(assessed([receipt()])).toMatchObject({
    eligible: true,
    gross: 120_000,
    vat: 20_000,
    totals: [{ vatRate: 2000, gross: 120_000, net: 100_000, vat: 20_000 }],
    issue: { lastDay: '2026-11-26' },
    validation: { lastDay: '2027-02-28', before: '2027-03-01T00:00:00+01:00' },
  });
});

test('what does not count is left out, named, and does not help over EUR 100', () => {
  const tobacco: ReceiptLine = { ...SCARF, category: 'tobacco' };
  const book: ReceiptLine = { ...SCARF, vatRate: 0 };
  expect(assessed([receipt({ lines: [SCARF, tobacco, book] })])).toMatchObject({
    eligible: false,
    reasons: ['total-too-low'],
    excluded: [
      { line: 2, exclusion: 'tobacco' },
      { line: 3, exclusion: 'zero-vat' },
    ],
  });
  expect(assessed([receipt({ lines: [tobacco, BAG] })])).toMatchObject({
    eligible: true,
    gross: 120_000,
    lines: [{ receipt: 'HAUSSMANN-012-00000042-F', line: 2 }],
    excluded: [{ line: 1 }],
  });
});

test('a line of which everything came back is not on the form', () => {
  const returned: ReceiptLine = { ...SCARF, quantity: 0, gross: 0 };
  expect(assessed([receipt({ lines: [returned, BAG] })])).toMatchObject({ lines: [{ line: 2 }], excluded: [] });
});

test('of several days the first decides the deadlines', () => {
  const november = receipt({ number: 'B', time: '2026-11-30T10:00:00+01:00' });
  const december = receipt({ time: '2026-12-01T10:00:00+01:00' });
  const now = new Date('2026-12-01T12:00:00Z');
  expect(assess(request([december, november]), DEFAULT_SETTINGS, now)).toMatchObject({
    issue: { lastDay: '2026-12-02' },
    validation: { lastDay: '2027-02-28' },
  });
});

test('the order of receipts changes nothing in the totals', () => {
  fc.assert(
    fc.property(receiptsOf, (receipts) => {
      const [ahead, back] = [receipts, [...receipts].reverse()].map((order) =>
        sumPerRate(factsOf(request(order), DEFAULT_SETTINGS, NOW).counted),
      );
      expect(ahead).toEqual(back);
    }),
  );
});
