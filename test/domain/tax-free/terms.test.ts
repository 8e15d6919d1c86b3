import { expect, test } from 'vitest';
import { loadTerms, termsProblems } from '../../../domain/tax-free/refund/check.ts';
import type { MethodTerms, OperatorTerms, Tier } from '../../../domain/tax-free/refund/terms.ts';
import { TYPICAL_TERMS } from '../../../domain/tax-free/refund/typical.ts';

const [CARD] = TYPICAL_TERMS.methods;
if (CARD === undefined || CARD.pays.by !== 'share') throw new Error('the typical operator pays shares to a card');
const { shares } = CARD.pays;

const card = (changes: Partial<MethodTerms>): OperatorTerms => ({
  ...TYPICAL_TERMS,
  methods: [{ ...CARD, ...changes }],
});
const share = (vatRate: number, own: number): OperatorTerms =>
  card({
    pays: { by: 'share', shares: shares.map((row) => (row.vatRate === vatRate ? { vatRate, share: own } : row)) },
  });
const tiers = (...own: Tier[]): OperatorTerms => card({ pays: { by: 'tier', tiers: own } });

test.each<[string, OperatorTerms, string]>([
  ['a share above the VAT', share(2000, 1667), 'card: the share at 2000 is more than the VAT'],
  [
    'a share in parts of a basis point',
    share(2000, 1.5),
    'card: the share at 2000 is not a whole number of basis points',
  ],
  [
    'a VAT rate forgotten',
    card({ pays: { by: 'share', shares: shares.slice(1) } }),
    'card: no share for the VAT rate 2000',
  ],
  [
    'a VAT rate twice',
    card({ pays: { by: 'share', shares: [...shares, ...shares.slice(0, 1)] } }),
    'card: two shares for the VAT rate 2000',
  ],
  ['no tiers', tiers(), 'card: no tiers'],
  [
    'tiers out of order',
    tiers({ from: 2, refund: 1 }, { from: 2, refund: 1 }),
    'card: tier 2 does not begin above the one before',
  ],
  [
    'tiers that fall',
    tiers({ from: 1, refund: 2 }, { from: 2, refund: 1 }),
    'card: tier 2 pays less than the one before',
  ],
  ['a tier in parts of a cent', tiers({ from: 1, refund: 0.5 }), 'card: tier 1 is not in whole cents'],
  ['a negative minimum fee', card({ minimumFee: -1 }), 'card: the minimum fee is not in whole cents'],
  ['a ceiling that is no number', card({ earlyCreditCeiling: Number.NaN }), 'card: the ceiling is not in whole cents'],
  ['no methods', { ...TYPICAL_TERMS, methods: [] }, 'no refund method'],
  ['a method twice', { ...TYPICAL_TERMS, methods: [CARD, CARD] }, 'a refund method is listed twice'],
  ['no days', { ...TYPICAL_TERMS, reclaimAfterDays: 0 }, 'the days until a reclaim are less than one'],
  ['a negative late fee', { ...TYPICAL_TERMS, lateFee: -1 }, 'the late fee is not in whole cents'],
])('%s is a problem', (_, terms, problem) => {
  expect(termsProblems(terms)).toEqual([problem]);
});

test('terms with a problem are not loaded, and all problems are told', () => {
  expect(() => loadTerms({ ...TYPICAL_TERMS, methods: [], lateFee: -1 })).toThrow('no refund method; the late fee');
  expect(loadTerms(TYPICAL_TERMS)).toBe(TYPICAL_TERMS);
});
