import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestLine } from '../../../lambdas/shared/log.ts';

/** Routes of tax-free refunds. */
const ROUTE = /\/v1\/(?:tax-free|customs|acquirer)\//;

function lineOf(text: string): RequestLine | undefined {
  if (!text.startsWith('{') || !text.includes('"duration_ms"')) return undefined;
  const line = JSON.parse(text) as RequestLine;
  return ROUTE.test(line.route) ? line : undefined;
}

/**
 * Milliseconds that our functions spent on each request of tax-free refunds, without waiting for customs, the acquirer, or a change that
 * the client asked to wait for; from the functions' own log lines, shortest first.
 */
export function ownTimes(logDir: string): number[] {
  const files = globSync('*-permanence-*.log', { cwd: logDir });
  const lines = files.flatMap((file) => readFileSync(join(logDir, file), 'utf8').split('\n'));
  return lines
    .flatMap((text) => lineOf(text) ?? [])
    .map(({ duration_ms, external_ms = 0 }) => duration_ms - external_ms)
    .sort((a, b) => a - b);
}
