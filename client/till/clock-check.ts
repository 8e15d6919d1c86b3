import type { Violation } from '../../domain/violation.ts';
import { type Clock, localTime } from '../clock.ts';
import type { RegionalClient } from '../regions/regional-client.ts';

/** Milliseconds by which a till's clock may differ: from the Regions', and back from its own last entry. */
const SKEW_MS = 5 * 60_000;
/** A customer waits for the answer. */
const PATIENCE = { deadline_ms: 1_000, attempt_ms: 800 };

const clockViolation = (wall_ms: number, right: string): Violation => ({
  at: '/time',
  rule: 'clock',
  detail: `This till's clock says ${localTime(wall_ms)}, ${right}. Set the clock, then sell.`,
});

/**
 * Whether the till's clock may stamp an entry. A doubt alone stops nobody: a Region is asked for its time first, and while none answers
 * only a clock behind the till's own last entry is surely wrong.
 *
 * @param last when the till's last entry happened, ISO 8601 with offset
 * @param canAsk whether a Region is known to answer
 */
export async function clockViolations(
  client: RegionalClient,
  clock: Clock,
  last: string | undefined,
  canAsk: boolean,
): Promise<Violation[]> {
  const isAway = (ahead_ms: number | undefined) => ahead_ms !== undefined && Math.abs(ahead_ms) > SKEW_MS;
  const wall_ms = clock.wall_ms();
  const isBehind = last !== undefined && wall_ms < Date.parse(last) - SKEW_MS;
  if (!isBehind && !isAway(client.clockAhead_ms())) return [];

  const asked = canAsk ? await client.call({ method: 'GET', path: '/v1/health' }, PATIENCE) : undefined;
  const ahead_ms = asked?.state === 'answered' ? client.clockAhead_ms() : undefined;
  if (ahead_ms === undefined) return isBehind ? [clockViolation(wall_ms, `and its last entry was at ${last}`)] : [];
  return isAway(ahead_ms) ? [clockViolation(wall_ms, `and the Regions' says ${localTime(wall_ms - ahead_ms)}`)] : [];
}
