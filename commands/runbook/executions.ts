import type { ExecutionListItem } from '@aws-sdk/client-sfn';
import { machineSites, type Silent } from '../place/answering.ts';
import type { Site, Sites } from '../place/sites.ts';
import { type Deployed, deployedRunbooks, lastExecutions } from './runbooks.ts';

/** A run, with the Region in which it lives: only there it can be looked at, answered or stopped. */
export interface Execution extends ExecutionListItem {
  readonly runbook: string;
  readonly site: Site;
}

/** A runbook in one Region, with its last runs, the newest first. */
export interface Seen extends Deployed {
  readonly site: Site;
  readonly executions: readonly Execution[];
}

const SHOWN = 5;
/** Of a runbook that is to be stopped, or answered, all that run. */
export const MOST_RUNNING = 100;

async function seenIn(site: Site, environment: string, runbook: string | undefined, count: number): Promise<Seen[]> {
  const all = await deployedRunbooks(site.machines, environment);
  const chosen = all.filter((one) => runbook === undefined || one.runbook === runbook);
  return Promise.all(
    chosen.map(async (deployed) => {
      const executions = await lastExecutions(site.machines, deployed, count);
      return { ...deployed, site, executions: executions.map((one) => ({ ...one, runbook: deployed.runbook, site })) };
    }),
  );
}

/** What every Region that answers knows of the runbooks, or of one. @throws Error when there is no such runbook anywhere */
export async function seenEverywhere(
  { environment, ...sites }: Sites,
  runbook?: string,
  count = SHOWN,
): Promise<{ seen: Seen[]; silent: Silent[] }> {
  const { there, silent } = await machineSites({ environment, ...sites });
  const seen = (await Promise.all(there.map((site) => seenIn(site, environment, runbook, count)))).flat();
  if (seen.length > 0) return { seen, silent };
  const all = (await Promise.all(there.map((site) => deployedRunbooks(site.machines, environment)))).flat();
  const known = [...new Set(all.map((one) => one.runbook))].join(', ') || 'none';
  throw new Error(`${environment} has no runbook ${runbook ?? 'at all'}; it has: ${known}`);
}

const startedAt = ({ startDate }: Execution): number => startDate?.getTime() ?? 0;

/** Runs of all Regions in one list, the newest first. */
export const newestFirst = (seen: readonly Seen[]): Execution[] =>
  seen.flatMap(({ executions }) => executions).sort((a, b) => startedAt(b) - startedAt(a));

/** The Region in the ARN of an execution. */
export const regionOfRun = (run: string): string => run.split(':')[3] ?? '';
