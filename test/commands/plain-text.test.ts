import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command says of arguments that it refuses before it asks anybody. */
async function refusal(...words: string[]): Promise<{ code: number; says: string }> {
  try {
    await promisify(execFile)(process.execPath, words, { cwd: root });
    return { code: 0, says: '' };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, says: stderr };
  }
}

test.each([
  ['who answers', ['commands/runbook.ts', 'approve', 'failover', '--by', 'ana\u202e'], 'U+202E'],
  [
    'a reason',
    ['commands/runbook.ts', 'failover', '--leave', 'paris', '--input', '{"reason":"fire\\u001b[2J"}'],
    'U+001B',
  ],
])('a command refuses control and direction characters in %s', { timeout: 30_000 }, async (_, words, found) => {
  const { code, says } = await refusal(...words);
  expect(code).not.toBe(0);
  expect(says).toContain(`found ${found}`);
  expect(says).not.toMatch(/^\s+at /m);
});
