import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { RunReport } from '../../../domain/runs/time-line.ts';
import { createReports } from '../../../lambdas/runs/reports.ts';
import type { Running } from '../../runbook/run.ts';
import { workplaceOf } from '../../stock.ts';
import type { Twin } from '../../supervisor/twin.ts';

/** How a run of a machine ended. */
export interface MachineEnd {
  readonly execution: string;
  readonly status: string;
  /** What it returned; empty when it failed. */
  readonly output: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly cause?: string;
  /** What it wrote down of itself, when it came so far. */
  readonly report?: RunReport;
}

const POLL_MS = 250;

/** The report that a run left in `operations`. */
async function reportOf({ outside }: Twin, runbook: string, run: string): Promise<RunReport | undefined> {
  const { dynamodb, operationsTable } = workplaceOf(outside);
  const kept = await createReports(dynamodb, operationsTable).read(runbook, run);
  return kept && (JSON.parse(kept.json) as RunReport);
}

/** Asks until the run is over, through the death of its own Region. @throws Error when it is not over in time */
async function over({ client, execution }: Running, within_ms: number) {
  for (const until_ms = Date.now() + within_ms; Date.now() < until_ms; await sleep(POLL_MS)) {
    const seen = await client.send(new DescribeExecutionCommand({ executionArn: execution })).catch(() => undefined);
    if (seen?.status !== undefined && seen.status !== 'RUNNING') return seen;
  }
  throw new Error(`${execution} was not over after ${within_ms / 1000} s`);
}

/** Waits for the end of a run and reads what it left. */
export async function machineEnd(twin: Twin, runbook: string, running: Running, within_ms: number) {
  const { status = 'UNKNOWN', output = '{}', error, cause } = await over(running, within_ms);
  const report = await reportOf(twin, runbook, running.execution);
  const end: MachineEnd = {
    execution: running.execution,
    status,
    output: JSON.parse(output) as Record<string, unknown>,
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(report === undefined ? {} : { report }),
  };
  return end;
}
