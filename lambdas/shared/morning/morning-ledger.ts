import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CopyAge } from '../../../domain/morning/copies.ts';
import type { Measure } from '../../../domain/morning/forecast.ts';
import type { Point } from '../../../domain/morning/recovery-point.ts';
import type { MorningReport } from '../../../domain/morning/report.ts';
import type { MorningRow } from '../../../domain/morning/row.ts';
import type { Run } from '../../../domain/morning/verdict.ts';
import type { Kind } from '../../../domain/tables.ts';
import { createItems } from './items.ts';

/** What a run set out to do, so that its report shows what it did not come to. */
export interface Expectation {
  /** What is there to be tested, and those whose rows were written when it was listed. */
  points: Point[];
  /** Restored tables of dead runs that it is to remove. */
  swept: string[];
  /** Whether only some recovery points were asked for. */
  limited: boolean;
  /** How old the newest copy of each table was. */
  copies: CopyAge[];
}

/** The measures of one morning by table. */
export type DayMeasures = Partial<Record<Kind, Measure>>;

/** The morning's part of the `operations` table. Each method is one request, or one a page. */
export interface MorningLedger {
  /** Writes a row unless it is there already or a later run's is; the first row of a run stands. */
  writeRow(row: MorningRow): Promise<void>;
  /** The rows of a date, of all Regions. */
  rows(date: string): Promise<MorningRow[]>;
  writeExpectation(run: Run, expectation: Expectation): Promise<void>;
  expectation(run: Run): Promise<Expectation | undefined>;
  /** The report of a Region's last run of the date replaces those before it; one of a limited run never a whole one. */
  writeReport(report: MorningReport): Promise<void>;
  report(date: string, region: string): Promise<MorningReport | undefined>;
  writeMeasures(run: Run, measures: DayMeasures): Promise<void>;
  /** A Region's measures of the dates from `first` to `last`, the oldest first. */
  measures(region: string, first: string, last: string): Promise<DayMeasures[]>;
}

const morning = (date: string): string => `MORNING#${date}`;
const reportKey = (region: string, limited: boolean) => `REPORT#${region}${limited ? '#limited' : ''}`;
const trend = (region: string): string => `MORNING#TREND#${region}`;

/** @param prefix how the names of the vaults begin, and with them the sort keys of rows */
export function createMorningLedger(client: DynamoDBClient, table: string, prefix: string): MorningLedger {
  const { write, read, query } = createItems(client, table);
  return {
    writeRow: (row) =>
      write(morning(row.date), `${row.vault}#${row.kind}#${row.recovery_point}`, row, row.run_started_at),
    rows: (date) => query(morning(date), 'begins_with(sk, :prefix)', { ':prefix': { S: `${prefix}-` } }),
    writeExpectation: ({ date, run, run_started_at }, expectation) =>
      write(morning(date), `EXPECTED#${run}`, expectation, run_started_at),
    expectation: ({ date, run }) => read(morning(date), `EXPECTED#${run}`),
    writeReport: (report) =>
      write(morning(report.date), reportKey(report.region, report.limited), report, report.run_started_at),
    report: (date, region) => read(morning(date), reportKey(region, false)),
    writeMeasures: ({ region, date, run_started_at }, measures) => write(trend(region), date, measures, run_started_at),
    measures: (region, first, last) =>
      query(trend(region), 'sk BETWEEN :first AND :last', { ':first': { S: first }, ':last': { S: last } }),
  };
}
