import { type RateTotal, sumPerRate } from '../vat.ts';
import { type Deadline, issueDeadline, validationDeadline } from './deadline.ts';
import { type ExcludedLine, factsOf, type PlacedLine } from './facts.ts';
import type { TaxFreeRequest } from './request.ts';
import type { ReasonCode } from './rule.ts';
import { RULES } from './rules/rules.ts';
import type { EligibilitySettings } from './settings.ts';

/** What may go on a form, or every reason why not. */
export type Assessment =
  | {
      eligible: true;
      /** The articles of the form. */
      lines: readonly PlacedLine[];
      /** What was bought and does not count. */
      excluded: readonly ExcludedLine[];
      /** Per VAT rate, lowest first: the sums of the lines. */
      totals: RateTotal[];
      /** Cents. */
      gross: number;
      /** Cents; with the VAT of the excluded lines it is exactly the VAT of the receipts. */
      vat: number;
      issue: Deadline;
      validation: Deadline;
    }
  | { eligible: false; reasons: ReasonCode[]; excluded: readonly ExcludedLine[] };

/**
 * Whether a purchaser may have a tax-free form for some receipts. Days and months are those of Paris.
 *
 * @param now when the form would be issued
 * @returns the content of the form, or all reasons for the refusal, in the order of the rules
 */
export function assess(request: TaxFreeRequest, settings: EligibilitySettings, now: Date): Assessment {
  const facts = factsOf(request, settings, now);
  const { counted, excluded, gross, firstDay } = facts;
  const reasons = RULES.filter(({ refuses }) => refuses(facts)).map(({ code }) => code);
  if (reasons.length > 0) return { eligible: false, reasons, excluded };
  const totals = sumPerRate(counted);
  return {
    eligible: true,
    lines: counted,
    excluded,
    totals,
    gross,
    vat: totals.reduce((sum, { vat }) => sum + vat, 0),
    issue: issueDeadline(firstDay),
    validation: validationDeadline(firstDay),
  };
}
