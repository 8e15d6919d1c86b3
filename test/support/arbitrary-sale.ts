import fc from 'fast-check';
import type { Tender } from '../../domain/chain/entry.ts';
import type { SaleDraft } from '../../domain/sale.ts';
import { textViolations } from '../../domain/text.ts';
import { vatRates } from '../../domain/vat-rates.ts';

const GTINS = ['96385074', '036000291452', '4006381333931', '10614141000415'];

/** A line with no discount, or one of at most what it reduces. */
const line = fc
  .record({
    gtin: fc.constantFrom(...GTINS),
    label: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((label) => textViolations(label).length === 0),
    quantity: fc.integer({ min: 1, max: 20 }),
    unitPrice: fc.nat(50_000),
    vatRate: fc.constantFrom(...vatRates('mainland', '2026-11-24')),
  })
  .chain((plain) =>
    fc
      .option(fc.nat(plain.quantity * plain.unitPrice), { nil: undefined })
      .map((amount) => (amount === undefined ? plain : { ...plain, discount: { amount, reason: 'faded' } })),
  );

/** Tenders that pay a total, by card in one part or in two. */
const paying = (total: number): fc.Arbitrary<Tender[]> =>
  fc
    .nat(total)
    .map((first) =>
      [first, total - first]
        .filter((amount) => amount > 0)
        .map((amount, i) => ({ type: i === 0 ? 'card' : 'voucher', amount, reference: `REF-${i}000` }) as const),
    );

/** Sales that break no rule. */
export const soundSale: fc.Arbitrary<SaleDraft> = fc
  .array(line, { minLength: 1, maxLength: 12 })
  .chain((lines) => {
    const before = lines.reduce(
      (sum, { quantity, unitPrice, ...rest }) =>
        sum + quantity * unitPrice - ('discount' in rest ? rest.discount.amount : 0),
      0,
    );
    return fc.tuple(fc.constant(lines), fc.constant(before), fc.option(fc.nat(before), { nil: undefined }));
  })
  .chain(([lines, before, discount]) =>
    paying(before - (discount ?? 0)).map((tenders) => ({
      lines,
      tenders,
      ...(discount === undefined ? {} : { discount: { amount: discount, reason: 'regular customer' } }),
    })),
  );
