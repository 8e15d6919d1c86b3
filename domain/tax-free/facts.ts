import { type ExclusionCode, exclusionOf } from './exclusion.ts';
import { parisDate } from './paris.ts';
import type { ReceiptLine, TaxFreeRequest } from './request.ts';
import type { EligibilitySettings } from './settings.ts';

/** A line with its place, 1 for the receipt's first line. */
export interface PlacedLine extends ReceiptLine {
  receipt: string;
  line: number;
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

const placedLines = ({ receipts }: TaxFreeRequest): PlacedLine[] =>
  receipts.flatMap(({ number, lines }) =>
    lines
      .map((line, i) => ({ ...line, receipt: number, line: i + 1, net: line.gross - line.vat }))
      .filter(({ quantity }) => quantity > 0),
  );

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
