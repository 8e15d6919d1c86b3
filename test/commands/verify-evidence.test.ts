import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { evidenceLine } from '../../commands/evidence-file.ts';
import { evidenceGenesis, type SealedEvidence, sealEvidence } from '../../domain/evidence/entry.ts';

// Each test starts a program of its own.
vi.setConfig({ testTimeout: 20_000 });

const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

function chain(runbook: string, said: readonly string[]): SealedEvidence[] {
  let head = evidenceGenesis(runbook);
  return said.map((at) => {
    const told = { runbook, run: 'r', at, time: '2026-11-24T05:00:00.000Z', region: 'eu-west-3', content: {} };
    const sealed = sealEvidence(head, told);
    head = sealed;
    return sealed;
  });
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const exportOf = (...entries: SealedEvidence[]): string =>
  file('export.jsonl', entries.map((entry) => `${evidenceLine(entry)}\n`).join(''));

function verify(...words: string[]) {
  const command = ['commands/verify-evidence.ts', ...words];
  const { status, stderr } = spawnSync('node_modules/.bin/node', command, { encoding: 'utf8' });
  return { status, says: stderr };
}

const real = chain('failover', ['begin', 'switch', 'end']);
const forged = chain('failover', ['begin', 'nothing', 'end']);
const headOf = ({ sequence, hash }: SealedEvidence) => ({ sequence, hash });
const last = real[2] as SealedEvidence;

it('a whole chain verifies, and its head is printed to be noted', () => {
  const { status, says } = verify('--file', exportOf(...real));
  expect(says).toContain(`failover:3:${last.hash}`);
  expect(status).toBe(0);
});

it('a chain that was computed anew fails by a head in the log', () => {
  const log = file('log.jsonl', `START\n${JSON.stringify({ evidence: { runbook: 'failover', ...headOf(last) } })}\n`);
  const { status, says } = verify('--file', exportOf(...forged), '--log', log);
  expect(says).toContain('the first bad entry of failover is 3 (not-as-anchored)');
  expect(status).toBe(1);
});
