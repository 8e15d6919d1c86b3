import { copyAges } from '../../domain/morning/copies.ts';
import { promised } from '../../domain/morning/expected.ts';
import { type Matched, match } from '../../domain/morning/matching.ts';
import type { Point } from '../../domain/morning/recovery-point.ts';
import { setsOf } from '../../domain/morning/sets.ts';
import { absentRow } from '../../domain/morning/unseen.ts';
import { judged, type Run } from '../../domain/morning/verdict.ts';
import { KINDS } from '../../domain/tables.ts';
import { shortId } from '../shared/restored-tables.ts';
import { type AskingRun, MorningEventInvalid } from './asked.ts';
import type { MorningDependencies } from './dependencies.ts';
import { restoredPrefix } from './place.ts';
import { restoredTables } from './repairs.ts';
import { runAt } from './run.ts';

const HOUR_MS = 3_600_000;

/** How far back copies are looked for: one that is older is too old anyhow. */
const LOOK_BACK_HOURS = 192;

/** A recovery point with the name of the table it is to be restored to. */
export type ToRestore = Point & { table: string };

export interface Expected {
  date: string;
  region: string;
  /** Each set is restored together. */
  sets: { set: string; vault: string; points: ToRestore[] }[];
  /** Recovery points that must be good, absent ones included. */
  expected: number;
  absent: number;
  /** Restored tables of dead runs. */
  swept: string[];
}

export type ExpectEvent = AskingRun & { since_hours: number; points?: readonly string[] };

/** What the plan promised, and what the vaults hold. */
async function lists(event: ExpectEvent, { place, rules, vaults, tables }: MorningDependencies) {
  const { backupVault, tapeVault } = place;
  const since = new Date(Date.parse(event.run_started_at) - LOOK_BACK_HOURS * HOUR_MS);
  const [own, copies, backup, tape, ...live] = await Promise.all([
    vaults.found(backupVault, since),
    vaults.found(tapeVault, since),
    vaults.describe(backupVault),
    vaults.describe(tapeVault),
    ...KINDS.map(async (kind) => {
      const { CreationDateTime = new Date(0) } = await tables.describe(place.tables[kind]);
      return { kind, created_at: CreationDateTime.toISOString() };
    }),
  ]);
  const plan = {
    ...{ rules, tables: live, now: event.run_started_at, since_hours: event.since_hours },
    vaults: [
      { ...backup, tape: false },
      { ...tape, tape: true },
    ],
  };
  return { promises: promised(plan), found: [...own, ...copies] };
}

/** Restored tables of other runs, dead repairs among them. This one holds the lock, so those runs are over, and whatever they left is nobody's. */
async function ofDeadRuns(run: string, { place, tables, repairAtWork }: MorningDependencies): Promise<string[]> {
  const own = `${restoredPrefix(place)}${shortId(run)}-`;
  const all = await restoredTables(place, tables, repairAtWork);
  return all.filter((name) => !name.startsWith(own));
}

/** The points that were asked for and nothing else. @throws MorningEventInvalid when no vault holds one */
function asked(points: readonly Point[], only: readonly string[]): Matched {
  const missing = only.filter((arn) => !points.some(({ recovery_point }) => recovery_point === arn));
  if (missing.length > 0) throw new MorningEventInvalid(`no vault holds ${missing.join(', ')}`);
  return { points: points.filter(({ recovery_point }) => only.includes(recovery_point)), absent: [] };
}

/** Keeps what was promised, and what is there beside the plan, is complete and is of the last hours. */
function relevant({ points, absent }: Matched, { run_started_at, since_hours, points: only }: ExpectEvent): Matched {
  if (only) return asked(points, only);
  const since = new Date(Date.parse(run_started_at) - since_hours * HOUR_MS).toISOString();
  const isRecent = ({ slot, state, taken_at }: Point) =>
    slot !== undefined || (state === undefined && taken_at > since && taken_at <= run_started_at);
  return { points: points.filter(isRecent), absent };
}

const NO_CHECKS = { findings: [], findings_count: 0, says: [], unseen: [] };

/** Lists what must be tested; what cannot be (absent, or not complete) gets its row at once. Asked again, it says the same of the same. */
export async function expect(event: ExpectEvent, dependencies: MorningDependencies): Promise<Expected> {
  const { place, rules, ledger, emit } = dependencies;
  const run: Run = runAt(event, place);
  const { promises, found } = await lists(event, dependencies);
  const { points, absent } = relevant(match(promises, found), event);
  const swept = await ofDeadRuns(event.run, dependencies);
  const copies = rules.some(({ copy_due_minutes }) => copy_due_minutes !== undefined)
    ? copyAges(found, place.tapeVault, event.run_started_at, LOOK_BACK_HOURS)
    : [];
  await ledger.writeExpectation(run, { points, swept, copies, limited: event.points !== undefined });
  for (const one of absent) await ledger.writeRow(absentRow(one, run));
  for (const one of points.filter(({ state }) => state)) await ledger.writeRow(judged(one, NO_CHECKS, run));
  if (copies.length > 0) emit({ copy_age_hours: Math.max(...copies.map(({ age_hours }) => age_hours)) });
  return {
    ...{ date: run.date, region: run.region, swept, absent: absent.length, expected: points.length + absent.length },
    sets: named(points, event.run, dependencies),
  };
}

function named(points: readonly Point[], run: string, { place }: MorningDependencies): Expected['sets'] {
  let n = 0;
  const name = ({ kind }: Point) => `${restoredPrefix(place)}${shortId(run)}-${n++}-${kind}`;
  return setsOf(points.filter(({ state }) => state === undefined)).map(({ set, vault, points: own }) => ({
    ...{ set, vault },
    points: own.map((point) => ({ ...point, table: name(point) })),
  }));
}
