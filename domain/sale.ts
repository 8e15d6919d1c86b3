import { apportion } from './apportion.ts';
import type { Reduction, SaleContent, SoldLine, Tender } from './chain/entry.ts';
import { type ArticleFault, articleOf } from './gtin.ts';
import { cashViolations, tenderViolations } from './tender.ts';
import { totalsPerRate } from './vat.ts';
import { rateViolations } from './vat-rates.ts';
import type { Violation } from './violation.ts';

export interface SaleDraft {
  lines: Omit<SoldLine, 'gross'>[];
  tenders: Tender[];
  discount?: Reduction;
  customerResidence?: string;
}

const lineGross = (line: Omit<SoldLine, 'gross'>): number =>
  line.quantity * line.unitPrice - (line.discount?.amount ?? 0);

const GTIN_FAULTS: Record<ArticleFault, { detail: string; allowed: string }> = {
  'check-digit': {
    detail: 'The check digit is wrong: scan the article again.',
    allowed: 'a GTIN-8, -12, -13 or -14, or a UPC-E, with its check digit',
  },
  'no-article': {
    detail: 'This number is of no article: scan the bar code of the article itself.',
    allowed: 'the number of an article, not zeros, a coupon or a refund receipt',
  },
};

/** The article's number as it is kept, of a line that broke no rule. */
function storedGtin(scanned: string): string {
  const article = articleOf(scanned);
  return 'gtin' in article ? article.gtin : scanned;
}

function lineViolations(line: Omit<SoldLine, 'gross'>, place: number): Violation[] {
  const at = `/lines/${place}`;
  const found: Violation[] = [];
  const article = articleOf(line.gtin);
  if ('fault' in article)
    found.push({ at: `${at}/gtin`, rule: `gtin-${article.fault}`, found: line.gtin, ...GTIN_FAULTS[article.fault] });
  if (lineGross(line) < 0)
    found.push({
      at: `${at}/discount`,
      rule: 'discount-over-price',
      detail: 'A discount cannot exceed what it reduces.',
    });
  return found;
}

/** Cents per line after the receipt's own discount, which every line bears in proportion. */
function grossPerLine(draft: SaleDraft): number[] {
  const before = draft.lines.map(lineGross);
  const reductions = apportion(draft.discount?.amount ?? 0, before);
  return before.map((gross, i) => gross - (reductions[i] ?? 0));
}

/**
 * Prices a sale at whatever VAT rates it states: gross per line after discounts, totals per VAT rate, and the total that the tenders must pay.
 *
 * @returns the content of the entry, or every rule the sale breaks
 */
export function priceSale(draft: SaleDraft): { content: SaleContent } | { violations: Violation[] } {
  const violations = draft.lines.flatMap(lineViolations);
  const before = draft.lines.reduce((sum, line) => sum + lineGross(line), 0);
  if ((draft.discount?.amount ?? 0) > before)
    violations.push({
      at: '/discount',
      rule: 'discount-over-price',
      detail: 'A discount cannot exceed what it reduces.',
    });
  if (violations.length > 0) return { violations };
  const gross = grossPerLine(draft);
  const lines = draft.lines.map((line, i) => ({ ...line, gtin: storedGtin(line.gtin), gross: gross[i] ?? 0 }));
  const total = before - (draft.discount?.amount ?? 0);
  const wrong = [...tenderViolations(draft.tenders, total), ...cashViolations(draft.tenders, draft.customerResidence)];
  if (wrong.length > 0) return { violations: wrong };
  return { content: { ...draft, kind: 'sale', lines, totals: totalsPerRate(lines), total } };
}

/**
 * Prices a sale of a store whose territory and day have certain VAT rates: what checkout records and a till asks first.
 *
 * @param rates basis points, see `vatRatesAt`
 */
export function judgeSale(
  draft: SaleDraft,
  rates: readonly number[],
): { content: SaleContent } | { violations: Violation[] } {
  const priced = priceSale(draft);
  const wrong = rateViolations(draft.lines, rates);
  if (wrong.length === 0) return priced;
  return { violations: 'violations' in priced ? [...priced.violations, ...wrong] : wrong };
}
