import { writeFileSync } from 'node:fs';
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { createReports } from '../../lambdas/runs/reports.ts';
import { answeringSite } from '../place/answering.ts';
import { sitesAsked } from '../place/options.ts';
import type { Sites } from '../place/sites.ts';
import type { PlaceAsked } from '../place/where.ts';
import { newestFirst, regionOfRun, seenEverywhere } from './executions.ts';

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

/** Runs of Regions that do not answer: their reports are in a strong table, though nobody can list the runs. */
async function runsOf(dynamodb: DynamoDBClient, table: string, runbook: string, regions: readonly string[]) {
  const runs: string[] = [];
  if (regions.length === 0) return runs;
  const input = {
    TableName: table,
    KeyConditionExpression: 'pk = :runs AND begins_with(sk, :reports)',
    ExpressionAttributeValues: { ':runs': { S: `RUN#${runbook}` }, ':reports': { S: 'REPORT#' } },
    ProjectionExpression: 'sk',
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, input))
    runs.push(...Items.map(({ sk }) => sk?.S?.slice('REPORT#'.length) ?? ''));
  return runs.filter((run) => regions.includes(regionOfRun(run)));
}

/** Executions of all Regions that answer, the newest first, and then what those left that do not. */
async function candidates(sites: Sites, dynamodb: DynamoDBClient, table: string, runbook: string): Promise<string[]> {
  const { seen, silent } = await seenEverywhere(sites, runbook);
  const known = newestFirst(seen).flatMap(({ executionArn = [] }) => executionArn);
  return [
    ...known,
    ...(await runsOf(
      dynamodb,
      table,
      runbook,
      silent.map(({ region }) => region),
    )),
  ];
}

/** Shows the report of a run, or of the last one, wherever it ran. @returns the exit code */
export async function report(
  runbook: string,
  run: string | undefined,
  asked: PlaceAsked & { html?: string },
): Promise<number> {
  const sites = await sitesAsked(asked);
  const { dynamodb } = await answeringSite(sites);
  const table = `permanence-${sites.environment}-operations`;
  const runs = run === undefined ? await candidates(sites, dynamodb, table, runbook) : [run];
  const { html } = asked;
  return showReport(dynamodb, table, { runbook, runs, ...(html === undefined ? {} : { html }) }, console.log);
}
