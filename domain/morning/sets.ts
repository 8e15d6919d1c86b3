import type { Point } from './recovery-point.ts';

/** The recovery points of one vault made by one run of the plan, at most one of each table. */
export interface BackupSet {
  /** `<vault>/<rule>/<time>`. */
  set: string;
  vault: string;
  points: Point[];
}

const HOUR_MS = 3_600_000;

/** Points beside the plan are of one set when they were taken within the hour and are of different tables. */
function takesIn({ points }: BackupSet, point: Point): boolean {
  const first = points[0];
  if (first === undefined || points.some(({ kind }) => kind === point.kind)) return false;
  return Math.abs(Date.parse(point.taken_at) - Date.parse(first.taken_at)) <= HOUR_MS;
}

/** Groups recovery points by the run of the plan that made them; each point falls into exactly one set. */
export function setsOf(points: readonly Point[]): BackupSet[] {
  const planned = new Map<string, BackupSet>();
  const beside: BackupSet[] = [];
  for (const point of points) {
    const { vault, rule = 'on-demand', slot, taken_at } = point;
    const set = `${vault}/${rule}/${slot ?? taken_at}`;
    const known =
      slot === undefined ? beside.find((one) => one.vault === vault && takesIn(one, point)) : planned.get(set);
    if (known !== undefined) known.points.push(point);
    else if (slot === undefined) beside.push({ set, vault, points: [point] });
    else planned.set(set, { set, vault, points: [point] });
  }
  return [...planned.values(), ...beside];
}
