import { type RateTotal, vatShares } from '../vat.ts';
import { type ExclusionCode, exclusionOf } from './exclusion.ts';
import { parisDate } from './paris.ts';
import type { ReceiptLine, TaxFreeRequest } from './request.ts';
import type { EligibilitySettings } from './settings.ts';

/** A line with its place, 1 for the receipt's first line, and its share of the receipt's VAT. */
export interface PlacedLine extends ReceiptLine {
  receipt: string;
  line: number;
  /** Cents. The shares of a receipt's lines add up to the VAT of the receipt, whatever counts and what does not. */
  vat: number;
  net: number;
}

export interface ExcludedLine extends PlacedLine {
  exclusion: ExclusionCode;
}

/** What the rules look at, computed once. */
export interface Facts {
  request: TaxFreeRequest;
  settings: EligibilitySettings;
  /** Today's date in Paris. */
  today: string;
  /** First and last day of purchase in Paris; today if there are no receipts. */
  firstDay: string;
  lastDay: string;
  /** Lines that count, of which something is left. */
  counted: readonly PlacedLine[];
  excluded: readonly ExcludedLine[];
  /** Cents including VAT of what counts. */
  gross: number;
}

function placedLines({ receipts }: TaxFreeRequest): PlacedLine[] {
  return receipts.flatMap(({ number, lines }) => {
    const shares = vatShares(lines);
    return lines
      .map((line, i) => ({
        ...line,
        receipt: number,
        line: i + 1,
        vat: shares[i] ?? 0,
        net: line.gross - (shares[i] ?? 0),
      }))
      .filter(({ quantity }) => quantity > 0);
  });
}

export function factsOf(request: TaxFreeRequest, settings: EligibilitySettings, now: Date): Facts {
  const today = parisDate(now);
  const days = request.receipts.map(({ time }) => parisDate(new Date(time))).sort();
  const counted: PlacedLine[] = [];
  const excluded: ExcludedLine[] = [];
  for (const line of placedLines(request)) {
    const exclusion = exclusionOf(line);
    if (exclusion === undefined) counted.push(line);
    else excluded.push({ ...line, exclusion });
  }
  return {
    request,
    settings,
    today,
    firstDay: days[0] ?? today,
    lastDay: days.at(-1) ?? today,
    counted,
    excluded,
    gross: counted.reduce((sum, { gross }) => sum + gross, 0),
  };
}

/** Totals per VAT rate of lines whose VAT is already known, lowest rate first: nothing is rounded again. */
export function totalsOf(lines: readonly PlacedLine[]): RateTotal[] {
  const totals = new Map<number, RateTotal>();
  for (const { vatRate, gross, vat, net } of lines) {
    const total = totals.get(vatRate) ?? { vatRate, gross: 0, net: 0, vat: 0 };
    totals.set(vatRate, { vatRate, gross: total.gross + gross, net: total.net + net, vat: total.vat + vat });
  }
  return [...totals.values()].sort((a, b) => a.vatRate - b.vatRate);
}
