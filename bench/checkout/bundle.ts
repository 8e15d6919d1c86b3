import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleEntry } from '../../scripts/bundle.ts';
import { median, rounded } from '../statistics.ts';

export interface BundleFigure {
  /** Bytes that a cold start of checkout reads: the main file and what it imports, without the chunks loaded when needed. */
  start_bytes: number;
  bare_client_bytes: number;
  load_ms: number;
  bare_client_load_ms: number;
  /** Median of the pairs' ratios, ours by the bare client's. */
  load_ratio: number;
}

const PAIRS = 15;
const LOAD = 'const start = performance.now(); await import(process.argv[1]); console.log(performance.now() - start);';
const ENVIRONMENT = { LEDGER_TABLE: 'ledger', DEVICES_TABLE: 'devices', AWS_REGION: 'eu-west-3' };

/** Milliseconds until a fresh process has imported a bundle. */
function loadOnce(folder: string): number {
  const url = pathToFileURL(join(folder, 'index.mjs')).href;
  const options = { env: { ...process.env, ...ENVIRONMENT }, encoding: 'utf8' } as const;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', LOAD, url], options));
}

const entry = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Size and loading time of the deployed bundle beside a bundle of the bare SDK client, built alike, loaded in turns. */
export async function measureBundle(): Promise<BundleFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-bench-'));
  try {
    const ours = await bundleEntry(entry('../../lambdas/checkout/handler.ts'), join(folder, 'ours'));
    const bare = await bundleEntry(entry('../baseline/bare-client.ts'), join(folder, 'bare'));
    const loadPair = () => ({ ours: loadOnce(ours.folder), bare: loadOnce(bare.folder) });
    loadPair();
    const pairs = Array.from({ length: PAIRS }, loadPair);
    return {
      start_bytes: ours.startBytes,
      bare_client_bytes: bare.startBytes,
      load_ms: rounded(median(pairs.map((pair) => pair.ours))),
      bare_client_load_ms: rounded(median(pairs.map((pair) => pair.bare))),
      load_ratio: rounded(median(pairs.map((pair) => pair.ours / pair.bare))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
