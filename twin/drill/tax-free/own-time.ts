import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestLine } from '../../../lambdas/shared/log.ts';

/** Routes of tax-free refunds. */
const ROUTE = /\/v1\/(?:tax-free|customs|acquirer)\//;

function lineOf(text: string): RequestLine | undefined {
  if (!text.startsWith('{') || !text.includes('"duration_ms"')) return undefined;
  const line = JSON.parse(text) as RequestLine;
  return ROUTE.test(line.route) ? line : undefined;
}

const logFiles = (logDir: string): string[] => globSync('*-permanence-*.log', { cwd: logDir });

/** How long each function's log is by now, in bytes: where a run begins in it. */
export function logMarks(logDir: string): Map<string, number> {
  return new Map(logFiles(logDir).map((file) => [file, statSync(join(logDir, file)).size]));
}

/**
 * Milliseconds that our functions spent on each request of tax-free refunds, without waiting for customs, the acquirer, or a change that
 * the client asked to wait for; from the functions' own log lines since the marks, shortest first.
 */
export function ownTimes(logDir: string, marks: ReadonlyMap<string, number>): number[] {
  const lines = logFiles(logDir).flatMap((file) => {
    const log = readFileSync(join(logDir, file)).subarray(marks.get(file) ?? 0);
    return log.toString().split('\n');
  });
  return lines
    .flatMap((text) => lineOf(text) ?? [])
    .map(({ duration_ms, external_ms = 0 }) => duration_ms - external_ms)
    .sort((a, b) => a - b);
}
