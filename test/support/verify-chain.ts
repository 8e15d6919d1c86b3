import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainLine } from '../../commands/chain-file.ts';
import type { ExportedEntry } from '../../domain/chain/verify.ts';
import type { TestKey } from './signing-key.ts';

/** Runs `verify-chain` on an export of these entries, as an auditor does. */
export function verifyExport(entries: readonly ExportedEntry[], { sealed }: TestKey, ...words: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  try {
    const [exported, keys] = [join(folder, 'chain.jsonl'), join(folder, 'keys.json')];
    writeFileSync(exported, entries.map((entry) => `${chainLine(entry)}\n`).join(''));
    writeFileSync(keys, JSON.stringify({ keys: [{ kid: sealed.kid, x: sealed.publicKey }] }));
    const command = ['commands/verify-chain.ts', exported, '--keys', keys, ...words];
    const { status, stdout, stderr } = spawnSync('node_modules/.bin/node', command, { encoding: 'utf8' });
    return { status, says: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
