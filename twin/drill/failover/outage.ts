import type { Probe } from './prober.ts';

/** What somebody suffered who knows the public name only. */
export interface Outage {
  /** From the fault to the first good answer that others followed; 0 when no answer was missed. */
  readonly outage_ms: number;
  /** Whether good answers came again for as long as it was looked. */
  readonly over: boolean;
  /** Questions without a good answer after that. */
  readonly later: number;
}

/** So many good answers in a row end an outage: one may come from a Region that is still dying. */
const IN_A_ROW = 5;

/** The outage that follows a fault. @param probes in the order of asking */
export function outageAfter(fault_ms: number, probes: readonly Probe[]): Outage {
  const after = probes.filter(({ at_ms }) => at_ms >= fault_ms);
  // Whoever did not ask saw nothing, least of all that all was well.
  if (after.length === 0) return { outage_ms: 0, over: false, later: 0 };
  const bad = after.findIndex(({ ok }) => !ok);
  if (bad === -1) return { outage_ms: 0, over: true, later: 0 };
  const good = after.findIndex((_, place) => place > bad && isSteady(after, place));
  const from = after[good];
  if (from === undefined) return { outage_ms: (after.at(-1)?.at_ms ?? fault_ms) - fault_ms, over: false, later: 0 };
  return { outage_ms: from.at_ms - fault_ms, over: true, later: after.slice(good).filter(({ ok }) => !ok).length };
}

function isSteady(probes: readonly Probe[], from: number): boolean {
  const row = probes.slice(from, from + IN_A_ROW);
  return row.length === IN_A_ROW && row.every(({ ok }) => ok);
}
