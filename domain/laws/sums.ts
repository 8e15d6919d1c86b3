import type { ChainEnd } from '../chain/append.ts';
import type { ClosingContent, Entry, Totals } from '../chain/entry.ts';
import { closePeriod } from '../closing.ts';
import { totalsPerRate } from '../vat.ts';
import { isSame } from './same.ts';

export type Closing = ClosingContent & { sequence: number };

/** What of a chain's past an entry's sums follow from; undefined where a fault before it hides the past. */
export interface Past {
  before: Pick<ChainEnd, 'perpetual' | 'closing'> | undefined;
  /** Totals since the last closing. */
  since: Totals | undefined;
  last: Closing | undefined;
}

/** Whether the perpetual totals and the place of the last closing are carried forward right. */
function carriesOn(entry: Entry, before: Past['before']): boolean {
  if (before === undefined) return true;
  const { sales, returns } = before.perpetual;
  const sold = entry.kind === 'sale' ? entry.total : 0;
  const returned = entry.kind === 'return' ? entry.total : 0;
  const closing = entry.kind === 'closing' ? entry.sequence : before.closing;
  return (
    entry.perpetual.sales === sales + sold &&
    entry.perpetual.returns === returns + returned &&
    entry.closing === closing
  );
}

/** Whether a closing says what the entries since the till's last closing add up to. */
function closes(entry: Entry & ClosingContent, { since, last }: Past): boolean {
  if (since === undefined) return true;
  const closed = closePeriod(entry.period, entry.span, since, last, entry.sequence - 1);
  if (!('content' in closed)) return false;
  return Object.entries(closed.content).every(([name, value]) => isSame(value, entry[name as keyof ClosingContent]));
}

const LAWS = {
  perpetual: 'the perpetual totals or the place of the last closing do not follow from the entry before',
  lines: 'the total or the totals per VAT rate are not the sum of the lines',
  tenders: 'the tenders do not pay the total',
  closing: 'the closing is not the sum of the entries since the last closing',
} as const;

export type BrokenSum = keyof typeof LAWS;
export const sumSays = (broken: BrokenSum): string => LAWS[broken];

/** The first sum of an entry that does not add up. Source: CGI art. 286-I-3° bis (perpetual total, closings). */
export function brokenSum(entry: Entry, past: Past): BrokenSum | undefined {
  if (!carriesOn(entry, past.before)) return 'perpetual';
  if (entry.kind === 'sale' || entry.kind === 'return') {
    const total = entry.lines.reduce((sum, { gross }) => sum + gross, 0);
    if (total !== entry.total || !isSame(totalsPerRate(entry.lines), entry.totals)) return 'lines';
    return entry.tenders.reduce((sum, { amount }) => sum + amount, 0) === total ? undefined : 'tenders';
  }
  return entry.kind === 'closing' && !closes(entry, past) ? 'closing' : undefined;
}
