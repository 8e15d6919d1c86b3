import type { Point, Promised } from './recovery-point.ts';
import type { MorningRow } from './row.ts';
import type { Run } from './verdict.ts';

const nothing = { restored: false, findings: [], findings_count: 0 };

/** The row of a recovery point that was promised and that no vault holds: bad, whatever the others are. */
export function absentRow({ vault, kind, rule, slot }: Promised, run: Run): MorningRow {
  const recovery_point = `absent:${run.region}:${rule}@${slot}`;
  const says = [`the plan promised it for ${slot} and the vault does not hold it`];
  return { ...run, vault, kind, recovery_point, rule, slot, verdict: 'bad', absent: true, says, ...nothing };
}

/** The row of a recovery point that the run should have tested and left without a verdict. */
export function untestedRow(point: Point, run: Run): MorningRow {
  const { vault, kind, recovery_point, taken_at, size_bytes, rule, slot } = point;
  return {
    ...run,
    ...{ vault, kind, recovery_point, taken_at, size_bytes },
    ...(rule === undefined ? {} : { rule }),
    ...(slot === undefined ? {} : { slot }),
    verdict: 'not-tested',
    absent: false,
    says: ['the run ended before it came to a verdict'],
    ...nothing,
  };
}
