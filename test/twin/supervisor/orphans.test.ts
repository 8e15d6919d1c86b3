import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { writeAssembly } from '../support/assembly.ts';

const SUPERVISED = fileURLToPath(new URL('../support/supervised.ts', import.meta.url));
const GONE_WITHIN_MS = 10_000;

let supervisor: ChildProcess | undefined;
afterEach(() => supervisor?.kill('SIGKILL'));

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

async function allGone(urls: readonly string[]): Promise<boolean> {
  const deadline = Date.now() + GONE_WITHIN_MS;
  while (Date.now() < deadline) {
    if (!(await Promise.all(urls.map(answers))).includes(true)) return true;
    await sleep(50);
  }
  return false;
}

test('Regions and database are gone when their supervisor is killed', { timeout: 60_000 }, async () => {
  supervisor = spawn(process.execPath, [SUPERVISED, writeAssembly()], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!supervisor.stdout) throw new Error('The supervisor has no output');
  const [line] = await once(supervisor.stdout, 'data');
  const { urls, database } = JSON.parse(String(line)) as { urls: string[]; database: string };
  expect(await Promise.all([...urls, database].map(answers))).toEqual([true, true, true]);
  supervisor.kill('SIGKILL');
  expect(await allGone([...urls, database])).toBe(true);
});
