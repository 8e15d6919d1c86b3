import { describe, expect, it } from 'vitest';
import type { Tender } from '../../domain/chain/entry.ts';
import { cashViolations, tenderViolations } from '../../domain/tender.ts';

const cash = (amount: number): Tender => ({ type: 'cash', amount });
const card = (amount: number): Tender => ({ type: 'card', amount, reference: 'PSP-0001' });
const rules = (tenders: Tender[], total: number, residence?: string) =>
  [...tenderViolations(tenders, total), ...cashViolations(tenders, residence)].map(({ rule }) => rule);

describe('tenders', () => {
  it('may be several, of every kind', () => {
    expect(rules([cash(100), card(200), { type: 'voucher', amount: 50, reference: 'V-001' }], 350)).toEqual([]);
  });

  it.each([349, 352, 0])('that do not add up to the total are refused (%i)', (total) => {
    expect(rules([cash(100), card(251)], total)).toEqual(['tenders-add-up']);
  });

  it.each(['card', 'voucher'] as const)('by %s must be found again by their reference', (type) => {
    expect(tenderViolations([cash(1), { type, amount: 10 }], 11)).toMatchObject([
      { at: '/tenders/1/reference', rule: 'tender-reference' },
    ]);
  });
});

describe('cash', () => {
  it('is taken up to 1,000.00 from a resident, who is whoever says nothing', () => {
    expect(rules([cash(100_000)], 100_000)).toEqual([]);
    expect(rules([cash(100_001)], 100_001)).toEqual(['cash-limit']);
    expect(rules([cash(100_001)], 100_001, 'FR')).toEqual(['cash-limit']);
  });

  it('is counted over all tenders, and other tenders are not counted', () => {
    expect(rules([cash(60_000), card(500_000), cash(40_001)], 600_001)).toEqual(['cash-limit']);
    expect(rules([cash(100_000), card(500_000)], 600_000)).toEqual([]);
  });

  it.each(['JP', 'US', 'MC', 'DE'])('is taken up to 10,000.00 from a resident of %s', (residence) => {
    expect(rules([cash(1_000_000)], 1_000_000, residence)).toEqual([]);
    expect(rules([cash(1_000_001)], 1_000_001, residence)).toEqual(['cash-limit']);
  });

  it.each(['RE', 'GP', 'MQ', 'GF', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF'])(
    'is taken from a resident of %s, which is territory of the Republic, as from one of the mainland',
    (residence) => expect(rules([cash(100_001)], 100_001, residence)).toEqual(['cash-limit']),
  );
});
