import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reclaimAmount, reclaimDeadline, recreditAmount } from '../../../domain/tax-free/refund/reclaim.ts';
import { refundOf } from '../../../domain/tax-free/refund/refund.ts';
import type { MethodTerms, OperatorTerms } from '../../../domain/tax-free/refund/terms.ts';
import { TYPICAL_TERMS } from '../../../domain/tax-free/refund/typical.ts';
import { type RateTotal, totalsPerRate } from '../../../domain/vat.ts';

const totals = (gross: number, vatRate = 2000): RateTotal[] => totalsPerRate([{ vatRate, gross }]);

const card = (changes: Partial<MethodTerms>): OperatorTerms => ({
  ...TYPICAL_TERMS,
  methods: TYPICAL_TERMS.methods.map((own) => (own.method === 'card' ? { ...own, ...changes } : own)),
});

test('EUR 1,200.00 at 20 % gives EUR 144.00 to a card and EUR 129.60 in cash', () => {
  expect(refundOf(totals(120_000), 'card', TYPICAL_TERMS)).toEqual({
    method: 'card',
    gross: 120_000,
    vat: 20_000,
    refund: 14_400,
    fee: 5_600,
    credit: 'before-customs',
  });
  expect(refundOf(totals(120_000), 'cash', TYPICAL_TERMS)).toMatchObject({ refund: 12_960, fee: 7_040 });
});

test('a method that the operator does not offer has no refund', () => {
  const cardOnly = { ...TYPICAL_TERMS, methods: TYPICAL_TERMS.methods.filter(({ method }) => method === 'card') };
  expect(refundOf(totals(120_000), 'cash', cardOnly)).toBeUndefined();
});

test('a credit of exactly the ceiling is made at once, one cent more waits for customs', () => {
  expect(refundOf(totals(2_500_000), 'card', TYPICAL_TERMS)).toMatchObject({
    refund: 300_000,
    credit: 'before-customs',
  });
  expect(refundOf(totals(2_500_009), 'card', TYPICAL_TERMS)).toMatchObject({
    refund: 300_001,
    credit: 'after-customs',
  });
});

test('the minimum fee comes before the refund, and takes all of a small VAT', () => {
  expect(refundOf(totals(12_000), 'card', card({ minimumFee: 700 }))).toMatchObject({
    vat: 2_000,
    refund: 1_300,
    fee: 700,
  });
  expect(refundOf(totals(12_000), 'card', card({ minimumFee: 2_500 }))).toMatchObject({ refund: 0, fee: 2_000 });
});

describe('tiers', () => {
  const tiers = [
    { from: 10_001, refund: 1_200 },
    { from: 20_000, refund: 2_500 },
  ];
  const terms = card({ pays: { by: 'tier', tiers } });

  test.each([
    [10_001, 1_200],
    [19_999, 1_200],
    [20_000, 2_500],
    [90_000, 2_500],
    [10_000, 0],
  ])('%d cents give %d', (gross, refund) => {
    expect(refundOf(totals(gross), 'card', terms)?.refund).toBe(refund);
  });

  test('a tier above the VAT gives the VAT', () => {
    expect(refundOf(totals(20_000, 550), 'card', terms)).toMatchObject({ vat: 1_043, refund: 1_043, fee: 0 });
  });
});

const goods = fc.array(
  fc.record({ vatRate: fc.constantFrom(210, 550, 1000, 2000), gross: fc.integer({ min: 0, max: 99_999_999 }) }),
  { maxLength: 12 },
);
const pays = fc.oneof(
  fc.constantFrom(...TYPICAL_TERMS.methods.map((own) => own.pays)),
  fc.constant({
    by: 'tier' as const,
    tiers: [
      { from: 0, refund: 1_000 },
      { from: 50_000, refund: 9_000 },
    ],
  }),
);

test('refund and fee are exactly the VAT, and neither is negative, whatever the goods and the terms', () => {
  fc.assert(
    fc.property(goods, pays, fc.integer({ min: 0, max: 5_000 }), (lines, own, minimumFee) => {
      const perRate = totalsPerRate(lines);
      const result = refundOf(perRate, 'card', card({ pays: own, minimumFee }));
      if (result === undefined) throw new Error('the card is offered');
      expect(result.refund + result.fee).toBe(perRate.reduce((sum, { vat }) => sum + vat, 0));
      expect(result.refund).toBeGreaterThanOrEqual(0);
      expect(result.fee).toBeGreaterThanOrEqual(Math.min(minimumFee, result.vat));
    }),
  );
});

test('more goods never give less money', () => {
  fc.assert(
    fc.property(goods, fc.integer({ min: 0, max: 1_000_000 }), (lines, more) => {
      const refund = (own: typeof lines): number => refundOf(totalsPerRate(own), 'card', TYPICAL_TERMS)?.refund ?? 0;
      expect(refund([...lines, { vatRate: 2000, gross: more }])).toBeGreaterThanOrEqual(refund(lines));
    }),
  );
});

describe('taking an early credit back', () => {
  const terms = { ...TYPICAL_TERMS, lateFee: 500 };

  test('it is due when 21 whole days have passed in Paris', () => {
    expect(reclaimDeadline(new Date('2026-11-24T22:59:59Z'), terms)).toEqual({
      lastDay: '2026-12-15',
      before: '2026-12-16T00:00:00+01:00',
    });
    expect(reclaimDeadline(new Date('2026-11-24T23:00:00Z'), terms).lastDay).toBe('2026-12-16');
    expect(reclaimDeadline(new Date('2026-03-20T12:00:00Z'), terms).before).toBe('2026-04-11T00:00:00+02:00');
  });

  test('the debit has the late fee on top, and the second credit has not', () => {
    expect(reclaimAmount(14_400, terms)).toBe(14_900);
    expect(recreditAmount(14_400)).toBe(14_400);
  });
});
