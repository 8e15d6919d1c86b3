import type { Kind } from '../tables.ts';
import type { CopyAge } from './copies.ts';
import type { Forecast, Measure } from './forecast.ts';
import type { MorningRow } from './row.ts';

/** What CloudFormation cannot set, as it was found; `failed` says why it is not known. */
export interface SafetySettings {
  advanced_backup_on?: boolean;
  vaults?: { vault: string; tape: boolean; locked: boolean; min_retention_days?: number; lock_date?: string }[];
  failed?: string;
}

export interface Totals {
  /** Recovery points that must be good: promised ones, and those that are there beside the plan. */
  expected: number;
  restored: number;
  good: number;
  late: number;
  /** Absent ones included. */
  bad: number;
  not_tested: number;
  absent: number;
  /** Restored tables that are still there at the end. */
  leftovers: number;
  /** Tables of dead runs that this one removed. */
  swept: number;
  restore_s_max: number;
  check_s_max: number;
  /** Entries checked a second, of the recovery point with the most. */
  check_entries_per_s: number;
}

/** A table over the mornings of the last 60 days. */
export interface TableTrend {
  kind: Kind;
  days: Measure[];
  forecast: Forecast;
}

export interface MorningReport {
  date: string;
  region: string;
  run: string;
  run_started_at: string;
  ended_at: string;
  budget_s: number;
  /** Whether it was asked for some recovery points only: such a run is no morning. */
  limited: boolean;
  /** `red`: something is bad, not tested, left over or unsafe. `amber`: all is good, some too late. */
  colour: 'green' | 'amber' | 'red';
  totals: Totals;
  settings: SafetySettings;
  copies: CopyAge[];
  /** Names of the restored tables that are still there. */
  leftovers: string[];
  tables: TableTrend[];
  rows: MorningRow[];
}

const greatest = (values: readonly (number | undefined)[]): number =>
  Math.max(0, ...values.filter((value) => value !== undefined));

/** The pace of the boot check, in entries a second, on the table with the most entries: small ones measure only the start. */
function pace(rows: readonly MorningRow[]): number {
  const checked = rows.filter(({ entries, check_s }) => entries && check_s);
  const [largest] = checked.sort((one, other) => (other.entries ?? 0) - (one.entries ?? 0));
  return largest ? Math.round((largest.entries ?? 0) / (largest.check_s ?? 1)) : 0;
}

/** Counts a run's rows. Every row is expected; what is not good, late, bad or not tested does not exist. */
export function totalsOf(rows: readonly MorningRow[], leftovers: number, swept: number): Totals {
  const count = (fits: (row: MorningRow) => boolean) => rows.filter(fits).length;
  return {
    expected: rows.length,
    restored: count(({ restored }) => restored),
    good: count(({ verdict }) => verdict === 'good'),
    late: count(({ verdict }) => verdict === 'good-but-late'),
    bad: count(({ verdict }) => verdict === 'bad'),
    not_tested: count(({ verdict }) => verdict === 'not-tested'),
    absent: count(({ absent }) => absent),
    leftovers,
    swept,
    restore_s_max: greatest(rows.filter(({ restored }) => restored).map(({ restore_s }) => restore_s)),
    check_s_max: greatest(rows.map(({ check_s }) => check_s)),
    check_entries_per_s: pace([...rows]),
  };
}

const unlockedTapes = ({ vaults = [] }: SafetySettings): number =>
  vaults.filter(({ tape, locked }) => tape && !locked).length;

/** What is unsafe, in numbers; settings that could not be looked at are not safe. */
export const unsafety = (settings: SafetySettings): { unlocked_vaults: number; advanced_backup_off: number } => ({
  unlocked_vaults: settings.failed === undefined ? unlockedTapes(settings) : 1,
  advanced_backup_off: settings.advanced_backup_on === true ? 0 : 1,
});

function isUnsafe(settings: SafetySettings): boolean {
  const { unlocked_vaults, advanced_backup_off } = unsafety(settings);
  return unlocked_vaults + advanced_backup_off > 0;
}

/** A morning at which nothing was expected proves nothing: it is red. */
export function colourOf(totals: Totals, settings: SafetySettings): MorningReport['colour'] {
  const { expected, bad, not_tested, leftovers, late } = totals;
  if (expected === 0 || bad + not_tested + leftovers > 0 || isUnsafe(settings)) return 'red';
  return late > 0 ? 'amber' : 'green';
}

/** A morning's measure of one table: its slowest recovery point that came back. */
export function measureOf(kind: Kind, date: string, rows: readonly MorningRow[]): Measure | undefined {
  const own = rows.filter((row) => row.kind === kind && row.ready_s !== undefined);
  const [slowest] = [...own].sort((one, other) => (other.ready_s ?? 0) - (one.ready_s ?? 0));
  if (slowest === undefined) return undefined;
  const { size_bytes = 0, restore_s = 0, check_s = 0, ready_s = 0, entries = 0 } = slowest;
  return { date, size_bytes, restore_s, check_s, ready_s, entries };
}
