import { beforeAll, describe, expect, inject, it } from 'vitest';
import { sha256 } from '../../../domain/canonical.ts';
import { createReports } from '../../../lambdas/runs/reports.ts';
import { outsideClient } from '../../support/tables.ts';
import { beginOf, endOf, evidenceOf, newRun, newRunbook, noteOf, operationsTable, startRuns } from './support.ts';

let table: string;

beforeAll(async () => {
  table = await operationsTable();
});

const T0 = Date.parse('2026-11-24T09:00:00Z');
const at = (s: number): string => new Date(T0 + s * 1000).toISOString();

/** A run of 100 s, 40 of them people's, whose fault was 30 s before. */
async function ranOnce(runbook: string, run: string) {
  let now = new Date(T0);
  const region = startRuns(table, 'eu-central-1', () => now);
  await region.ask(beginOf(runbook, run, { input: { fault_at: at(-30) } }));
  now = new Date(T0 + 60_000);
  await region.ask(
    noteOf(runbook, run, 'approve', {
      step: { started_at: at(20), ended_at: at(60), people: true, target_s: 30 },
      by: '<b>duty</b>',
    }),
  );
  now = new Date(T0 + 100_000);
  await region.ask(endOf(runbook, run, 'good', { budget_s: 300 }));
  return region;
}

describe("a run's report", () => {
  it('says where the time went', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const region = await ranOnce(runbook, run);
    const { json } = await region.ask({ step: 'report', runbook, run });
    expect(json).toMatchObject({
      verdict: 'good',
      time_line: { total_s: 130, detect_s: 30, people_s: 40, machine_s: 60, budget_s: 300, within_budget: true },
    });
  });

  it('is kept, with its hashes in the chain, and is the same when it is asked for again', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const region = await ranOnce(runbook, run);
    const first = await region.ask({ step: 'report', runbook, run });
    expect(await region.ask({ step: 'report', runbook, run })).toEqual(first);
    const kept = await createReports(outsideClient(inject('dynamodb')), table).read(runbook, run);
    const { entries } = await evidenceOf(table, runbook);
    expect(entries.at(-1)).toMatchObject({
      at: 'report',
      content: { html_sha256: sha256(kept?.html ?? ''), json_sha256: sha256(kept?.json ?? '') },
    });
  });

  it('is one page that needs no network and runs nothing', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const region = await ranOnce(runbook, run);
    await region.ask({ step: 'report', runbook, run });
    const { html = '' } = (await createReports(outsideClient(inject('dynamodb')), table).read(runbook, run)) ?? {};
    expect(html).toContain('<svg');
    expect(html).toContain('approve: 40.0 s, people, late');
    expect(html).toContain('&lt;b&gt;duty&lt;/b&gt;');
    expect(html).not.toMatch(/https?:|<script|<b>/);
  });

  it('leaves out what other runs said meanwhile', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const region = await ranOnce(runbook, run);
    await region.ask(noteOf(runbook, newRun(), 'a stranger'));
    await region.ask({ step: 'report', runbook, run });
    const kept = await createReports(outsideClient(inject('dynamodb')), table).read(runbook, run);
    expect(kept?.json).not.toContain('a stranger');
  });

  it('of a run that never began is refused by name', async () => {
    const region = startRuns(table, 'eu-west-3');
    const asked = region.ask({ step: 'report', runbook: newRunbook(), run: newRun() });
    await expect(asked).rejects.toMatchObject({ name: 'RunUnknown' });
  });
});
