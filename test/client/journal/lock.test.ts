import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalInUse, lockDirectory } from '../../../client/journal/lock.ts';
import { processBirth } from '../../../client/journal/process-birth.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

const left = (generation: number, holder: unknown) =>
  writeFile(join(directory, `lock.${generation}`), JSON.stringify(holder));

test('of many takers at once exactly one gets the lock', async () => {
  const taken = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(directory)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of taken) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(JournalInUse);
});

test('a released lock can be taken again, and old generations do not pile up', async () => {
  for (let i = 0; i < 5; i += 1) await (await lockDirectory(directory))();
  expect(await readdir(directory)).toEqual(['lock.5']);
});

test('the lock of a dead process is taken over, also when its id was given to another', async () => {
  await left(3, { pid: 2 ** 22 + 1, birth: 'long ago' });
  const release = await lockDirectory(directory);
  await release();
  await left(5, { pid: process.pid, birth: 'an earlier boot/1' });
  await expect(lockDirectory(directory)).resolves.toBeTypeOf('function');
});

test('the lock of a living process is respected', async () => {
  await left(3, { pid: process.ppid, birth: processBirth(process.ppid) });
  await expect(lockDirectory(directory)).rejects.toThrow(`process ${process.ppid}`);
});
