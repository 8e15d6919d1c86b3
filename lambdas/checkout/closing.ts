import type { ClosingRequest } from '../../api/generated/contract.ts';
import type { ChainEnd } from '../../domain/chain/append.ts';
import type { ClosingContent, Totals } from '../../domain/chain/entry.ts';
import { closePeriod, NOTHING, spanOf, withEntry } from '../../domain/closing.ts';
import { refuse } from '../shared/problems.ts';
import { type CheckoutDependencies, type Outcome, record } from './record.ts';

type Closing = ClosingContent & { sequence: number };

/** The till's last closing and the totals since: all of it is signed, so it cannot change between here and the write. */
async function sinceLastClosing(
  { chains }: CheckoutDependencies,
  end: ChainEnd,
): Promise<{ last?: Closing; since: Totals }> {
  let since = NOTHING;
  let last: Closing | undefined;
  if (end.sequence === 0) return { since };
  for await (const { entry } of chains.range(end.store, end.till, Math.max(end.closing, 1), end.sequence)) {
    if (entry.kind === 'closing' && entry.sequence === end.closing) last = entry;
    since = withEntry(since, entry);
  }
  return last ? { last, since } : { since };
}

/** Records a closing: reads what the period holds, then writes it as the next entry. */
export async function recordClosing(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  period: string,
  { time, operator }: ClosingRequest,
): Promise<Outcome> {
  const span = spanOf(period);
  if (span === undefined)
    return refuse('invalid-request', 'Close a day (2026-11-24), a month (2026-11) or a year (2026).');
  const { last, since } = await sinceLastClosing(dependencies, end);
  const closed = closePeriod(period, span, since, last, end.sequence);
  if (!('refused' in closed)) return record(dependencies, end, closed.content, { time, operator });
  const { refused, ...about } = closed;
  return refused === 'period-closed'
    ? refuse('period-closed', 'Close a later period; `last` is the last one closed.', about)
    : refuse('period-open', 'Close first what is still open: `span` and `period` name it.', about);
}
