import { followRun } from '../../../commands/runbook/follow.ts';
import type { Totals } from '../../../domain/morning/report.ts';
import type { MorningRow } from '../../../domain/morning/row.ts';
import type { Running } from '../../runbook/run.ts';
import type { Place } from './place.ts';

/** How a restore test ended, and what it left behind. */
export interface TestRun {
  readonly totals: Totals;
  readonly rows: readonly MorningRow[];
  /** Restored tables that are still there. */
  readonly left: readonly string[];
}

/** Follows a restore test to its end. @throws Error when it does not end with a report */
export async function ended(
  { client, execution }: Running,
  place: Place,
  say: (line: string) => void,
): Promise<TestRun> {
  const { status, output, error, cause } = await followRun(client, execution, say);
  if (status !== 'SUCCEEDED') throw new Error(`the restore test is ${status}: ${error}: ${cause}`);
  const totals = JSON.parse(output) as Totals & { date: string };
  return { totals, rows: await place.rows(totals.date, execution), left: await place.restored() };
}

/** Whether a row is anything but good, and gives a reason. */
export const isReported = (row: MorningRow | undefined): boolean =>
  row !== undefined &&
  (row.verdict === 'bad' || row.verdict === 'not-tested') &&
  row.says.length + row.findings.length > 0;
