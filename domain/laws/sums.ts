import type { ChainEnd } from '../chain/append.ts';
import { carriedAfter, carriedBy } from '../chain/carried.ts';
import type { ClosingContent, Entry, ReturnContent, Running, SaleContent } from '../chain/entry.ts';
import { closingOf } from '../closing/closing.ts';
import { type RateTotal, sumPerRate, totalsPerRate } from '../vat.ts';
import { isSame } from './same.ts';

export type Closing = ClosingContent & { sequence: number };

/** What of a chain's past an entry's sums follow from; undefined where a fault before it hides the past. */
export interface Past {
  before: ChainEnd | undefined;
  /** What the last closing left open: undefined before the first, `hidden` behind a fault. */
  running: Running | undefined | 'hidden';
}

/** Whether the perpetual and running totals, the places of closings and the times are carried forward right. */
const carriesOn = (entry: Entry, before: Past['before']): boolean =>
  before === undefined || isSame(carriedAfter(before, entry), carriedBy(entry));

/** Whether a closing says what the running totals before it and the last closing add up to. */
function closes(entry: Entry & ClosingContent, { before, running }: Past): boolean {
  if (before === undefined || running === 'hidden') return true;
  const content = closingOf(entry, { end: before, running });
  if (content === undefined) return false;
  return Object.entries(content).every(([name, value]) => isSame(value, entry[name as keyof ClosingContent]));
}

const LAWS = {
  perpetual:
    'the perpetual or running totals, the place of the last closing or the time do not follow from the entry before',
  lines: 'the total or the totals per VAT rate are not the sum of the lines',
  tenders: 'the tenders do not pay the total',
  closing: 'the closing is not the sum of the entries that it counts',
} as const;

export type BrokenSum = keyof typeof LAWS;
export const sumSays = (broken: BrokenSum): string => LAWS[broken];

/** A sale's VAT is rounded once per rate; a return's is the sum of its lines, each of which is a part of a line that was sold. */
export const totalsOfLines = (entry: SaleContent | ReturnContent): RateTotal[] =>
  entry.kind === 'sale' ? totalsPerRate(entry.lines) : sumPerRate(entry.lines);

const isNetAndVat = (entry: SaleContent | ReturnContent): boolean =>
  entry.kind === 'sale' || entry.lines.every(({ gross, net, vat }) => gross === net + vat && vat >= 0 && net >= 0);

/** The first sum of an entry that does not add up. Source: CGI art. 286-I-3° bis (perpetual total, closings). */
export function brokenSum(entry: Entry, past: Past): BrokenSum | undefined {
  if (!carriesOn(entry, past.before)) return 'perpetual';
  if (entry.kind === 'sale' || entry.kind === 'return') {
    const total = entry.lines.reduce((sum, { gross }) => sum + gross, 0);
    if (total !== entry.total || !isSame(totalsOfLines(entry), entry.totals) || !isNetAndVat(entry)) return 'lines';
    return entry.tenders.reduce((sum, { amount }) => sum + amount, 0) === total ? undefined : 'tenders';
  }
  return entry.kind === 'closing' && !closes(entry, past) ? 'closing' : undefined;
}
