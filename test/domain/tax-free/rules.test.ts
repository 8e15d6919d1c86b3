import { describe, expect, test } from 'vitest';
import { assess } from '../../../domain/tax-free/assess.ts';
import type { Purchaser, Receipt, TaxFreeRequest } from '../../../domain/tax-free/request.ts';
import type { ReasonCode } from '../../../domain/tax-free/rule.ts';
import { RULES } from '../../../domain/tax-free/rules/rules.ts';
import { DEFAULT_SETTINGS } from '../../../domain/tax-free/settings.ts';
import { BAG, NOW, PURCHASER, receipt, request, SCARF } from './request.ts';

function reasons(asked: TaxFreeRequest, now = NOW): ReasonCode[] {
  const assessment = assess(asked, DEFAULT_SETTINGS, now);
  return assessment.eligible ? [] : assessment.reasons;
}

const by = (purchaser: Partial<Purchaser>): TaxFreeRequest => request([receipt()], purchaser);
const declared = (changes: Partial<Purchaser['declarations']>): Partial<Purchaser> => ({
  declarations: { ...PURCHASER.declarations, ...changes },
});
const on = (time: string, number = 'B'): Receipt => receipt({ time, number });

test('an adult from outside the Union with a receipt over EUR 100 qualifies', () => {
  expect(reasons(request())).toEqual([]);
});

/** Each rule with a request that it alone refuses. */
const REFUSED: [code: ReasonCode, asked: TaxFreeRequest, now?: Date][] = [
  ['too-young', by({ birthDate: '2010-11-25' })],
  ['passport-expired', by({ passportExpiry: '2026-11-23' })],
  ['residence-not-declared', by(declared({ residence: false }))],
  ['residence-proof-not-declared', by({ nationality: 'FR' })],
  ['stay-not-declared', by(declared({ stayUnderSixMonths: false }))],
  ['residence-unknown', by({ residence: 'ZZ', nationality: 'ZZ' })],
  ['residence-in-union', by({ residence: 'DE', nationality: 'DE' })],
  ['residence-northern-ireland', by({ residence: 'XI', nationality: 'XI' })],
  ['residence-monaco', by({ residence: 'MC', nationality: 'MC' })],
  ['residence-overseas-department', by({ residence: 'RE', nationality: 'RE' })],
  ['receipt-repeated', request([receipt(), receipt()])],
  ['duplicate-receipt', request([receipt({ duplicate: true })])],
  ['purchase-date-not-proven', request([receipt({ timeNotProven: true })])],
  [
    'other-merchant',
    request([receipt(), receipt({ number: 'B', merchant: { vatNumber: 'FR00123456789', town: 'Lille' } })]),
  ],
  ['days-apart', request([receipt(), on('2026-11-27T10:00:00+01:00')])],
  ['issued-too-late', request(), new Date('2026-11-26T23:00:00Z')],
  ['total-too-low', request([receipt({ lines: [{ ...SCARF, gross: 10_000 }] })])],
  ['commercial-quantity', request([receipt({ lines: [{ ...SCARF, quantity: 16, gross: 50_000 }] })])],
  ['type-or-brand-missing', request([receipt({ lines: [{ ...BAG, brand: ' ' }] })])],
  ['type-too-vague', request([receipt({ lines: [{ ...BAG, type: ' DIVERS' }] })])],
];

test.each(REFUSED.map(([code, asked, now = NOW]): [ReasonCode, TaxFreeRequest, Date] => [code, asked, now]))(
  '%s',
  (code, asked, now) => {
    expect(reasons(asked, now)).toEqual([code]);
  },
);

test('every rule has a request that it alone refuses', () => {
  expect(REFUSED.map(([code]) => code)).toEqual(RULES.map(({ code }) => code));
});

test('all reasons are given, in the order of the rules', () => {
  const declarations = { residence: false, proofOfResidence: false, stayUnderSixMonths: false };
  const poor = receipt({ duplicate: true, lines: [{ ...SCARF, quantity: 20 }] });
  const all = request([poor, { ...poor, time: '2026-11-20T10:00:00+01:00' }], {
    birthDate: '2015-01-01',
    passportExpiry: '2020-01-01',
    residence: 'FR',
    declarations,
  });
  const found = reasons(all);
  expect(found).toEqual(RULES.map(({ code }) => code).filter((code) => found.includes(code)));
  expect(found).toHaveLength(11);
});

describe('the edges of the rules', () => {
  test.each([['2026-11-24'], ['2026-11'], ['2026'], [undefined]])(
    'a passport that expires on the day of purchase, in its month, or never is valid: %s',
    (passportExpiry) => {
      expect(reasons(by(passportExpiry === undefined ? {} : { passportExpiry }))).toEqual([]);
    },
  );

  test('sixteen on the day of purchase is old enough', () => {
    expect(reasons(by({ birthDate: '2010-11-24' }))).toEqual([]);
  });

  test('the birthday counts in Paris, where it begins before it does in London', () => {
    const late = request([receipt({ time: '2026-11-23T23:30:00Z' })], { birthDate: '2010-11-24' });
    expect(reasons(late)).toEqual([]);
  });

  test('EUR 100.01 qualifies and EUR 100.00 does not', () => {
    expect(reasons(request([receipt({ lines: [{ ...SCARF, gross: 10_001 }] })]))).toEqual([]);
    expect(reasons(request([receipt({ lines: [{ ...SCARF, gross: 10_000 }] })]))).toEqual(['total-too-low']);
  });

  test('receipts of three days in a row add up', () => {
    const small = { lines: [{ ...SCARF, gross: 4_000 }] };
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'].map((day, i) =>
      receipt({ ...small, number: String(i), time: `${day}T10:00:00+01:00` }),
    );
    expect(reasons(request(days), new Date('2026-11-26T22:59:59Z'))).toEqual([]);
    expect(reasons(request(days.slice(0, 2)))).toEqual(['total-too-low']);
  });

  test('a purchase after midnight in Paris is of the next day, whatever its offset says', () => {
    const edge = request([on('2026-11-24T10:00:00Z', 'A'), on('2026-11-26T23:00:00Z')]);
    expect(reasons(edge)).toEqual(['days-apart']);
    expect(reasons(request([on('2026-11-24T10:00:00Z', 'A'), on('2026-11-26T22:59:59Z')]))).toEqual([]);
  });

  test('shops of one shopping centre may share a form', () => {
    const centre = (number: string, vatNumber: string): Receipt =>
      receipt({ number, merchant: { vatNumber, town: 'Paris', centre: 'Passage' } });
    expect(reasons(request([centre('A', 'FR1'), centre('B', 'FR2')]))).toEqual([]);
  });

  test('pieces of one article add up over lines and receipts', () => {
    const lines = [{ ...SCARF, quantity: 8, gross: 30_000 }];
    const both = request([receipt({ lines }), receipt({ number: 'B', lines })]);
    expect(reasons(both)).toEqual(['commercial-quantity']);
    const generous = assess(both, { ...DEFAULT_SETTINGS, commercialQuantity: 16 }, NOW);
    expect(generous.eligible).toBe(true);
  });

  test('type and brand are needed from EUR 500 a piece, not a line', () => {
    const { type: _type, brand: _brand, ...plain } = BAG;
    expect(reasons(request([receipt({ lines: [{ ...plain, gross: 49_999 }] })]))).toEqual([]);
    expect(reasons(request([receipt({ lines: [{ ...plain, gross: 50_000 }] })]))).toEqual(['type-or-brand-missing']);
    expect(reasons(request([receipt({ lines: [{ ...plain, quantity: 3, gross: 149_999 }] })]))).toEqual([]);
    expect(reasons(request([receipt({ lines: [{ ...plain, category: 'weapons' }] })]))).toEqual(['total-too-low']);
  });

  test('nationality alone decides nothing', () => {
    expect(reasons(by({ nationality: 'FR', ...declared({ proofOfResidence: true }) }))).toEqual([]);
    expect(reasons(by({ nationality: 'US', residence: 'FR', ...declared({ proofOfResidence: true }) }))).toEqual([
      'residence-in-union',
    ]);
  });

  test('no receipts is a total that is too low', () => {
    expect(reasons(request([]))).toEqual(['total-too-low']);
  });
});
