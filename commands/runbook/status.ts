import { answeringSite } from '../place/answering.ts';
import { sitesAsked } from '../place/options.ts';
import { shownRegion } from '../place/region-names.ts';
import type { Sites } from '../place/sites.ts';
import type { PlaceAsked } from '../place/where.ts';
import { questionOf } from './approvals.ts';
import { RUNBOOK_SAYS } from './catalogue.ts';
import { type Execution, newestFirst, type Seen, seenEverywhere } from './executions.ts';

interface StatusAsked extends PlaceAsked {
  readonly json?: true;
}

const clock = (at: Date | undefined): string => at?.toISOString().replace('T', ' ').slice(0, 19) ?? '';

function lasted({ startDate, stopDate }: Execution): string {
  const s = Math.round(((stopDate ?? new Date()).getTime() - (startDate?.getTime() ?? 0)) / 1000);
  return s < 60 ? `${s} s` : `${Math.floor(s / 60)} min ${s % 60} s`;
}

const lineOf = (run: Execution): string =>
  [
    `  ${run.status?.padEnd(10)} ${shownRegion(run.site.region).padEnd(25)} ${clock(run.startDate)} UTC`,
    run.status === 'RUNNING' ? `for ${lasted(run)} so far` : `took ${lasted(run)}`,
    run.name,
  ].join('  ');

/** What the runs under way ask, by their ARN; empty when no Region's tables answer, which is said. */
async function questions(sites: Sites, runs: readonly Execution[]): Promise<Map<string, string>> {
  const running = runs.flatMap(({ status, executionArn }) =>
    status === 'RUNNING' && executionArn ? [executionArn] : [],
  );
  if (running.length === 0) return new Map();
  try {
    const { dynamodb } = await answeringSite(sites);
    const table = `permanence-${sites.environment}-operations`;
    const asked = await Promise.all(running.map((run) => questionOf(dynamodb, table, run)));
    return new Map(asked.flatMap((question) => (question ? [[question.run, question.until] as const] : [])));
  } catch (error) {
    console.error(`· what runs ask cannot be read: ${(error as Error).message}`);
    return new Map();
  }
}

/** What stands under a runbook of which no run is known: what that means, and how it is started. */
function nothingRan(seen: readonly Seen[], runbook: string): string[] {
  const where = seen.map(({ site }) => shownRegion(site.region)).join(' and ');
  const { starts = 'by hand' } = RUNBOOK_SAYS[runbook] ?? {};
  return [`  has not run yet in ${where} (Step Functions keeps 90 days). It starts ${starts}`];
}

function show(seen: readonly Seen[], asked: ReadonlyMap<string, string>): void {
  for (const runbook of new Set(seen.map((one) => one.runbook))) {
    const own = seen.filter((one) => one.runbook === runbook);
    const runs = newestFirst(own);
    console.log(`${runbook}: ${RUNBOOK_SAYS[runbook]?.does ?? ''}`);
    for (const line of runs.length === 0 ? nothingRan(own, runbook) : runs.map(lineOf)) console.log(line);
    for (const { executionArn = '' } of runs)
      if (asked.has(executionArn))
        console.log(
          `    asked a person, until ${asked.get(executionArn)}: npm run runbook -- approve ${executionArn} --show`,
        );
  }
}

const plain = ({ runbook, site, executionArn, status, startDate, stopDate }: Execution) => ({
  runbook,
  region: site.region,
  run: executionArn,
  status,
  started_at: startDate?.toISOString(),
  stopped_at: stopDate?.toISOString(),
});

/** The last runs of all runbooks, or of one, in every Region that answers. @returns the exit code */
export async function status(runbook: string | undefined, asked: StatusAsked): Promise<number> {
  const sites = await sitesAsked(asked);
  const { seen, silent } = await seenEverywhere(sites, runbook);
  const runs = newestFirst(seen);
  if (asked.json) console.log(JSON.stringify({ runs: runs.map(plain), silent }));
  else show(seen, await questions(sites, runs));
  return 0;
}
