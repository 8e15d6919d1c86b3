import { totalsPerRate } from '../../vat.ts';
import { refundOf } from '../refund/refund.ts';
import type { MethodTerms } from '../refund/terms.ts';
import { TYPICAL_TERMS } from '../refund/typical.ts';
import { euros, percent, table } from './markdown.ts';

/** The gross of the example in the domain rules, EUR 1,200.00. */
const EXAMPLE_GROSS = 120_000;

function shareRows({ method, pays, earlyCreditCeiling }: MethodTerms): string[][] {
  if (pays.by === 'tier') return [];
  return pays.shares.map(({ vatRate, share }) => {
    const refund = refundOf(totalsPerRate([{ vatRate, gross: EXAMPLE_GROSS }]), method, TYPICAL_TERMS);
    const example = [refund?.vat ?? 0, refund?.refund ?? 0, refund?.fee ?? 0].map(euros);
    return [method, percent(vatRate), percent(share), euros(earlyCreditCeiling), ...example];
  });
}

/** What the typical operator pays, with the example of the domain rules worked out by the code itself. */
export const refundTable = (): string =>
  table(
    [
      'method',
      'VAT rate',
      'share of gross',
      'ceiling before customs',
      `VAT of ${euros(EXAMPLE_GROSS)}`,
      'refund',
      'fee',
    ],
    TYPICAL_TERMS.methods.flatMap(shareRows),
  );
