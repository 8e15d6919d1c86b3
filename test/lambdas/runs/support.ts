import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { EvidenceEntry } from '../../../domain/evidence/entry.ts';
import { createEvidenceVerifier, type EvidenceFault, parseEvidence } from '../../../domain/evidence/verify.ts';
import { createEvidenceChain } from '../../../lambdas/runs/chain.ts';
import type { EvidenceLine } from '../../../lambdas/runs/dependencies.ts';
import { createGoodDrills } from '../../../lambdas/runs/good-drills.ts';
import { createLocks } from '../../../lambdas/runs/locks.ts';
import { createMarks } from '../../../lambdas/runs/marks.ts';
import { createReports } from '../../../lambdas/runs/reports.ts';
import { createRuns } from '../../../lambdas/runs/runs.ts';
import { createLink, type Link } from '../../support/link.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

/** What an answer may hold; each test looks at the members it expects. */
export interface RunAnswer {
  readonly started_at: string;
  readonly sequence: number;
  readonly hash: string;
  readonly until: string;
  readonly verified: boolean;
  readonly last_good_drill?: { run: string; version: string };
  readonly lock: { run: string; region: string; expired: boolean } | null;
  readonly head: { sequence: number; hash: string };
  readonly last: { run: string; at: string };
  readonly json: { verdict: string; time_line: { total_s: number; people_s: number } };
}

export interface RunsRegion {
  readonly link: Link;
  readonly lines: EvidenceLine[];
  ask(event: Record<string, unknown>): Promise<RunAnswer>;
}

export const operationsTable = (): Promise<string> => createTable(outsideClient(inject('dynamodb')), 'operations');

/** The function as it runs in one Region, over the one logical copy of the table. */
export function startRuns(table: string, region: string, now: () => Date = () => new Date()): RunsRegion {
  const link = createLink();
  const lines: EvidenceLine[] = [];
  const runs = createRuns({
    locks: createLocks(link.client, table),
    chain: createEvidenceChain(link.client, table),
    marks: createMarks(link.client, table),
    drills: createGoodDrills(link.client, table),
    reports: createReports(link.client, table),
    region,
    now,
    log: (line) => lines.push(line),
  });
  return { link, lines, ask: async (event) => (await runs(event)) as RunAnswer };
}

export const newRun = (): string => `arn:aws:states:eu-west-3:000000000000:execution:failover:${randomUUID()}`;

export const newRunbook = (): string => `r-${randomUUID()}`;

export const beginOf = (runbook: string, run: string, more: Record<string, unknown> = {}) => ({
  step: 'begin',
  runbook,
  run,
  mode: 'drill',
  version: 'v1',
  input: { why: 'a test' },
  lock_minutes: 10,
  ...more,
});

export const noteOf = (runbook: string, run: string, at: string, content: Record<string, unknown> = {}) => ({
  step: 'note',
  runbook,
  run,
  at,
  content,
});

export const endOf = (runbook: string, run: string, verdict = 'good', content: Record<string, unknown> = {}) => ({
  step: 'end',
  runbook,
  run,
  verdict,
  content,
});

/** The whole chain of a runbook, read from outside of both Regions, and what is wrong with it. */
export async function evidenceOf(table: string, runbook: string) {
  const verifier = createEvidenceVerifier(runbook);
  const entries: EvidenceEntry[] = [];
  let fault: EvidenceFault | undefined;
  for await (const kept of createEvidenceChain(outsideClient(inject('dynamodb')), table).range(runbook, 1)) {
    fault ??= verifier.accept(kept);
    const entry = parseEvidence(kept.canonical);
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, fault };
}
