import { forecast, type Measure } from '../../domain/morning/forecast.ts';
import {
  colourOf,
  type MorningReport,
  measureOf,
  type SafetySettings,
  type TableTrend,
  type Totals,
  totalsOf,
  unsafety,
} from '../../domain/morning/report.ts';
import type { MorningRow } from '../../domain/morning/row.ts';
import { untestedRow } from '../../domain/morning/unseen.ts';
import type { Run } from '../../domain/morning/verdict.ts';
import { KINDS } from '../../domain/tables.ts';
import type { DayMeasures, Expectation } from '../shared/morning/morning-ledger.ts';
import type { AskingRun } from './asked.ts';
import type { MorningDependencies } from './dependencies.ts';
import { restoredTables } from './repairs.ts';
import { runAt } from './run.ts';

export type ReportEvent = AskingRun & { settings?: SafetySettings };

/** What the state machine ends with; the whole report is in the `operations` table. */
export interface Reported {
  date: string;
  region: string;
  colour: MorningReport['colour'];
  totals: Totals;
  /** What is not good, the first few by name. */
  faults: { recovery_point: string; vault: string; kind: string; verdict: string; says: string[] }[];
  leftovers: string[];
}

const TREND_DAYS = 60;
const DAY_MS = 86_400_000;
const FAULTS_NAMED = 20;

const NOTHING: Expectation = { points: [], swept: [], copies: [], limited: false };

/** The run's rows; a point that it left without a verdict gets one here. */
async function rowsOf(run: Run, { points }: Expectation, { ledger }: MorningDependencies): Promise<MorningRow[]> {
  const all = await ledger.rows(run.date);
  const own = all.filter((row) => row.run === run.run);
  const has = new Set(own.map(({ recovery_point }) => recovery_point));
  const missed = points.filter(({ recovery_point }) => !has.has(recovery_point)).map((one) => untestedRow(one, run));
  await Promise.all(missed.map((row) => ledger.writeRow(row)));
  return [...own, ...missed].sort((one, other) => (one.slot ?? '').localeCompare(other.slot ?? ''));
}

/** How each table did over the last days, and when it will not be back in time. */
async function trends(run: Run, today: DayMeasures, { ledger }: MorningDependencies): Promise<TableTrend[]> {
  const first = new Date(Date.parse(run.date) - TREND_DAYS * DAY_MS).toISOString().slice(0, 10);
  const before = await ledger.measures(
    run.region,
    first,
    new Date(Date.parse(run.date) - 1).toISOString().slice(0, 10),
  );
  return KINDS.map((kind) => {
    const days = [...before, today].map((day) => day[kind]).filter((day): day is Measure => day !== undefined);
    return { kind, days, forecast: forecast(days, run.budget_s) };
  });
}

async function measuresOf(run: Run, rows: readonly MorningRow[], limited: boolean, { ledger }: MorningDependencies) {
  const entries = KINDS.map((kind) => [kind, measureOf(kind, run.date, rows)] as const);
  const measures: DayMeasures = Object.fromEntries(entries.filter(([, measure]) => measure !== undefined));
  if (!limited && Object.keys(measures).length > 0) await ledger.writeMeasures(run, measures);
  return measures;
}

function emitTotals({ totals, settings }: MorningReport, { emit }: MorningDependencies): void {
  const { bad, absent, late, not_tested, leftovers } = totals;
  emit({ bad, absent, late, not_tested, leftovers, ...unsafety(settings) });
}

function summary({ date, region, colour, totals, leftovers, rows }: MorningReport): Reported {
  const faults = rows
    .filter(({ verdict }) => verdict !== 'good')
    .slice(0, FAULTS_NAMED)
    .map(({ recovery_point, vault, kind, verdict, says }) => ({ recovery_point, vault, kind, verdict, says }));
  return { date, region, colour, totals, faults, leftovers: leftovers.slice(0, FAULTS_NAMED) };
}

/** Counts the morning, looks what is left over, stores the report and says it in short. */
export async function report(event: ReportEvent, dependencies: MorningDependencies): Promise<Reported> {
  const { place, ledger, tables, repairAtWork, now } = dependencies;
  const run = runAt(event, place);
  const expectation = (await ledger.expectation(run)) ?? NOTHING;
  const { limited } = expectation;
  const rows = await rowsOf(run, expectation, dependencies);
  const leftovers = await restoredTables(place, tables, repairAtWork);
  const swept = expectation.swept.filter((table) => !leftovers.includes(table)).length;
  const totals = totalsOf(rows, leftovers.length, swept);
  const settings = event.settings ?? { failed: 'the run did not come to look at them' };
  const done: MorningReport = {
    ...{ ...run, ended_at: now().toISOString(), colour: colourOf(totals, settings), totals, settings },
    ...{ copies: expectation.copies, limited, leftovers, rows },
    tables: await trends(run, await measuresOf(run, rows, limited, dependencies), dependencies),
  };
  await ledger.writeReport(done);
  emitTotals(done, dependencies);
  return summary(done);
}
