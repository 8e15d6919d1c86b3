import type { ChainEnd } from '../../domain/chain/append.ts';
import type { Running } from '../../domain/chain/entry.ts';
import { closePeriod } from '../../domain/closing/closing.ts';
import type { ClosingRefusal } from '../../domain/closing/order.ts';
import { spanOf } from '../../domain/closing/period.ts';
import { localDate } from '../../domain/store-time.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type CheckoutDependencies, type Outcome, record, type Sender } from './record.ts';

/** What the till's last closing left open: one item, signed as the token is that names it, so it cannot change before the write. */
async function leftOpen({ chains }: CheckoutDependencies, end: ChainEnd): Promise<Running | undefined> {
  if (end.closing === 0) return undefined;
  const last = await chains.entry({ ...end, sequence: end.closing });
  if (last?.entry.kind !== 'closing') throw new Error(`${end.store}/${end.till}: entry ${end.closing} is no closing`);
  return last.entry.running;
}

const WHAT_TO_DO = {
  'period-closed': 'A closing is made once: `last` is the last one that it cannot go behind.',
  'period-too-early': 'A day can be closed when it has begun, a month or year from its last day on.',
  'period-before-sales': 'A sale was made after this day: close its day.',
  'period-open': 'Another period is to be closed first.',
} as const;

function refusedClosing({ refused, next, last }: ClosingRefusal, now: Date): Refusal {
  const { span, period, from } = next;
  const when = from === undefined ? 'now' : `from ${from} on`;
  return refuse(refused, `${WHAT_TO_DO[refused]} Next can be closed, ${when}: ${span} ${period}.`, {
    ...next,
    ...(last === undefined ? {} : { last }),
    now: now.toISOString(),
  });
}

/** Records a closing: what it says is in the token and in the last closing, whatever was sold since; it is written as the next entry. */
export async function recordClosing(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  period: string,
  sender: Sender,
): Promise<Outcome> {
  const span = spanOf(period);
  if (span === undefined)
    return refuse('invalid-request', 'Close a day (2026-11-24), a month (2026-11) or a year (2026).');
  const { now, times } = dependencies;
  const at = now();
  const soldOn = end.lastSoldAt === '' ? '' : localDate(new Date(end.lastSoldAt), times.timeZone);
  const basis = { end, running: await leftOpen(dependencies, end) };
  const closed = closePeriod({ span, period }, basis, { today: localDate(at, times.timeZone), soldOn });
  return 'refused' in closed ? refusedClosing(closed, at) : record(dependencies, end, closed.content, sender);
}
