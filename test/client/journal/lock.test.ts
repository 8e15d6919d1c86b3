import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileSystem, localDisk } from '../../../client/journal/file-system.ts';
import { JournalInUse, lockDirectory } from '../../../client/journal/lock.ts';
import { processBirth } from '../../../client/journal/process-birth.ts';
import { PageCacheDisk } from '../../support/page-cache/page-cache-disk.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

const UUID = '5d3c1f9a-6b1e-4c0a-9d8e-2f7a4b6c8d0e';
const lock = () => lockDirectory(directory, localDisk);
async function left(generation: number, pid: number, birth: string): Promise<void> {
  await writeFile(join(directory, `lock.${generation}`), '');
  await writeFile(join(directory, `holder.${generation}.${pid}.${birth}.${UUID}`), '');
}

test('of many takers at once exactly one gets the lock', async () => {
  const taken = await Promise.allSettled(Array.from({ length: 12 }, lock));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of taken) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(JournalInUse);
  await expect(lock()).rejects.toThrow(`process ${process.pid}`);
});

test('a released lock can be taken again, and old generations do not pile up', async () => {
  for (let i = 0; i < 5; i += 1) await (await lock())();
  expect(await readdir(directory)).toEqual(['lock.5']);
});

test('the lock of a dead process is taken over, also when its id was given to another', async () => {
  await left(3, 2 ** 22 + 1, 'long-ago');
  const release = await lock();
  await release();
  await left(5, process.pid, 'an-earlier-boot.1');
  await expect(lock()).resolves.toBeTypeOf('function');
});

test('the lock of a living process is respected', async () => {
  await left(3, process.ppid, processBirth(process.ppid));
  await expect(lock()).rejects.toThrow(`process ${process.ppid}`);
});

test('whatever a lock file holds, empty or damaged, stops no till and lets no second process in', async () => {
  for (const [place, content] of ['', '\0\0\0\0', '{"pid":', 'null'].entries()) {
    await writeFile(join(directory, `lock.${10 * place + 1}`), content);
    const release = await lock();
    for (const name of await readdir(directory)) await writeFile(join(directory, name), content);
    await expect(lock()).rejects.toThrow(JournalInUse);
    await release();
  }
});

/** A taker that looked, stopped, and goes on only after another one came, took the lock and cleared what was older. */
async function lateTaker(fs: FileSystem): Promise<number> {
  const first = await lockDirectory('/till', fs);
  await first();
  const looked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let looks = 0;
  const late: FileSystem = {
    ...fs,
    list: async (path) => {
      const names = await fs.list(path);
      looks += 1;
      if (looks > 1) return names;
      looked.resolve();
      await goOn.promise;
      return names;
    },
  };
  const lateOne = lockDirectory('/till', late).catch((error: unknown) => error);
  await looked.promise;
  // two that come one after the other: the generation that the late one saw free is removed again
  await (await lockDirectory('/till', fs))();
  await lockDirectory('/till', fs);
  goOn.resolve();
  return (await lateOne) instanceof JournalInUse ? 1 : 2;
}

test('a process that looked a while ago steps back from a generation that was taken and cleared meanwhile', async () => {
  expect(await lateTaker(new PageCacheDisk().fs)).toBe(1);
});

test('the test above finds it out when nobody looks again after taking', async () => {
  const { fs } = new PageCacheDisk();
  // whoever looks sees only up to the generation that was made last, as if nobody were ahead
  let made = 0;
  const mutant: FileSystem = {
    ...fs,
    link: async (path, name) => {
      await fs.link(path, name);
      made = Number(name.split('.').at(-1));
    },
    list: async (path) => (await fs.list(path)).filter((name) => made === 0 || Number(name.split('.')[1]) <= made),
  };
  expect(await lateTaker(mutant)).toBe(2);
});

test.each(['EMFILE', 'ENOSPC', 'EIO'] as const)(
  'whichever call of taking the lock fails with %s, nobody is kept out after the process ended',
  async (code) => {
    for (const took of ['nothing', 'effect'] as const)
      for (let at = 1; at <= 5; at += 1) {
        const disk = new PageCacheDisk();
        disk.faults = (call) => (call === at ? { code, took } : undefined);
        const held = await lockDirectory('/till', disk.fs).then(
          () => true,
          () => false,
        );
        disk.faults = () => undefined;
        if (held) await expect(lockDirectory('/till', disk.fs), `call ${at}`).rejects.toThrow(JournalInUse);
        const restarted = disk.powerCut(() => 0.999);
        await expect(lockDirectory('/till', restarted.fs), `call ${at}`).resolves.toBeTypeOf('function');
      }
  },
);
