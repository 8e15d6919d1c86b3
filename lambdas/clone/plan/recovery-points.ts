import { KINDS, type Kind } from '../../../domain/tables.ts';
import { CloneRefused } from '../refused.ts';

/** A recovery point of one of the tables that is whole. */
export interface RecoveryPoint {
  arn: string;
  kind: Kind;
  /** When the backup was taken, ISO 8601. */
  taken_at: string;
  /** The rule of the plan that made it; empty for one made by hand. */
  rule: string;
  size_bytes: number;
}

/** One recovery point of each table, taken together. */
export interface RecoverySet {
  points: Readonly<Record<Kind, RecoveryPoint>>;
  /** The latest instant of its points. */
  taken_at: string;
}

/** The plan backs all tables up in one run, an hour before the next: what lies further apart than half of it is another run. [ours] */
const RUN_MS = 30 * 60_000;

const byTime = (a: RecoveryPoint, b: RecoveryPoint): number => Date.parse(a.taken_at) - Date.parse(b.taken_at);

function setOf(points: readonly RecoveryPoint[]): RecoverySet | undefined {
  const entries = KINDS.map((kind) => [kind, points.findLast((point) => point.kind === kind)] as const);
  if (entries.some(([, point]) => point === undefined)) return undefined;
  const last = points.at(-1);
  return { points: Object.fromEntries(entries) as Record<Kind, RecoveryPoint>, taken_at: last?.taken_at ?? '' };
}

/** The latest set that ends with a point: the points of its rule shortly before it. */
function endingWith(last: RecoveryPoint, points: readonly RecoveryPoint[]): RecoverySet | undefined {
  const end = Date.parse(last.taken_at);
  const near = points.filter(
    ({ rule, taken_at }) => rule === last.rule && Date.parse(taken_at) <= end && Date.parse(taken_at) > end - RUN_MS,
  );
  return setOf(near);
}

/** What somebody can do for whom there is no set: wait for the first one of a young environment, or ask for what there is. */
function wayOut(found: readonly RecoveryPoint[]): string {
  const sorted = [...found].sort(byTime);
  const first = sorted.map((point) => endingWith(point, sorted)).find((set) => set !== undefined);
  if (first !== undefined)
    return `the first one is of ${first.taken_at}: say as_of at or after it, or choose the other vault`;
  return 'the vault holds none yet. Backups are due at each full hour and whole within two: try again then, or choose the other vault';
}

/**
 * The tables as of one instant: the latest complete set of one backup run at or before it.
 *
 * @throws CloneRefused when no run before the instant has a whole recovery point of every table
 */
export function setAsOf(instant: string, found: readonly RecoveryPoint[]): RecoverySet {
  const before = found.filter(({ taken_at }) => Date.parse(taken_at) <= Date.parse(instant)).sort(byTime);
  for (const last of before.toReversed()) {
    const set = endingWith(last, before);
    if (set !== undefined) return set;
  }
  throw new CloneRefused(
    'NoRecoveryPoints',
    `no backup run at or before ${instant} has a whole recovery point of every table: ${wayOut(found)}`,
  );
}

/**
 * The recovery points that somebody named.
 *
 * @throws CloneRefused when one is not in the vault, or they are not one of each table
 */
export function setNamed(arns: readonly string[], found: readonly RecoveryPoint[]): RecoverySet {
  const points = arns.map((arn) => {
    const point = found.find((candidate) => candidate.arn === arn);
    if (point !== undefined) return point;
    throw new CloneRefused('NoRecoveryPoints', `the vault holds no whole recovery point ${arn}`);
  });
  const set = setOf(points.sort(byTime));
  if (set !== undefined) return set;
  throw new CloneRefused('InvalidClone', 'recovery_points are to be one of each table');
}
