import { canonicalJson, sha256 } from '../../domain/canonical.ts';
import type { EvidenceEntry, Statement } from '../../domain/evidence/entry.ts';
import { parseEvidence } from '../../domain/evidence/verify.ts';
import { REPORT_STEP, runRecord, type Told } from '../../domain/runs/record.ts';
import { reportOf } from '../../domain/runs/time-line.ts';
import type { RunsDependencies } from './dependencies.ts';
import { RunUnknown } from './errors.ts';
import type { EventOf } from './event.ts';
import { runPage } from './page.ts';
import { begun, say } from './say.ts';

/** Everything a run said, from its `begin` to the chain's head; other runs' entries in between are left out. */
async function evidenceOf(dependencies: RunsDependencies, runbook: string, run: string): Promise<EvidenceEntry[]> {
  const first = await begun(dependencies, runbook, run);
  if (first === undefined) throw new RunUnknown(`${run} never began ${runbook}`);
  const entries: EvidenceEntry[] = [];
  for await (const { canonical } of dependencies.chain.range(runbook, first.sequence)) {
    const entry = parseEvidence(canonical);
    if (entry?.run === run) entries.push(entry);
  }
  return entries;
}

/** The report is kept beside the chain, and its hashes in it: a report that was changed later shows. */
export async function report(dependencies: RunsDependencies, { runbook, run, ...event }: EventOf<'report'>) {
  const { fault_at, stable_at, budget_s } = event;
  const told = Object.fromEntries(
    Object.entries({ fault_at, stable_at, budget_s }).filter(([, value]) => value !== undefined),
  ) as Told;
  const record = runRecord(await evidenceOf(dependencies, runbook, run), told);
  if (record === undefined) throw new RunUnknown(`${run} left no evidence in ${runbook}`);
  const whole = reportOf(record);
  const html = runPage(whole);
  const json = canonicalJson(whole);
  await dependencies.reports.keep(runbook, run, { html, json });
  const content: Statement = { html_sha256: sha256(html), json_sha256: sha256(json) };
  const { sequence, hash } = await say(dependencies, { runbook, run, at: REPORT_STEP, content });
  const { notes: _, ...figures } = whole;
  return { sequence, hash, json: figures };
}
