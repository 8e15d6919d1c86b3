import { writeFileSync } from 'node:fs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createReports } from '../../lambdas/runs/reports.ts';

export interface ReportAsked {
  readonly runbook: string;
  /** Executions to look for, the newest first. */
  readonly runs: readonly string[];
  /** File for the page with the time line. */
  readonly html?: string;
}

/** Shows the report of the newest of some runs that has one. @returns the exit code: 1 when none has */
export async function showReport(
  dynamodb: DynamoDBClient,
  operationsTable: string,
  { runbook, runs, html }: ReportAsked,
  say: (line: string) => void,
): Promise<number> {
  const reports = createReports(dynamodb, operationsTable);
  for (const run of runs) {
    const found = await reports.read(runbook, run);
    if (found === undefined) continue;
    if (html !== undefined) writeFileSync(html, found.html);
    say(JSON.stringify(JSON.parse(found.json), null, 2));
    return 0;
  }
  say(`no run of ${runbook} has a report yet`);
  return 1;
}
