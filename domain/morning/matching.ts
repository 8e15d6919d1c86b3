import type { Found, Point, Promised } from './recovery-point.ts';

export interface Matched {
  /** What there is to restore, the promised and the others, the oldest first. */
  points: Point[];
  /** What was promised and is not there. */
  absent: Promised[];
}

function isOf(found: Found, { vault, kind, rule, slot, due }: Promised): boolean {
  const at = Date.parse(found.taken_at);
  const inTime = at >= Date.parse(slot) && at <= Date.parse(due);
  return found.vault === vault && found.kind === kind && inTime && (found.rule === undefined || found.rule === rule);
}

/** Gives every recovery point the run of the plan it belongs to: the latest one before it that has none yet. */
export function match(promised: readonly Promised[], found: readonly Found[]): Matched {
  const open = new Set([...promised].sort((one, other) => other.slot.localeCompare(one.slot)));
  const points = [...found]
    .sort((one, other) => one.taken_at.localeCompare(other.taken_at))
    .map((one): Point => {
      const own = [...open].find((promise) => isOf(one, promise));
      if (own === undefined) return one;
      open.delete(own);
      return { ...one, rule: own.rule, slot: own.slot };
    });
  return { points, absent: promised.filter((one) => open.has(one)) };
}
