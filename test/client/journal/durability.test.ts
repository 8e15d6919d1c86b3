import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileSystem } from '../../../client/journal/file-system.ts';
import { diceOf } from '../../../twin/drill/dice.ts';
import { type CallFault, PageCacheDisk } from '../../support/page-cache/page-cache-disk.ts';
import { aDayOn, forgotten, openJournal, type Told } from '../support/journal-day.ts';

const CODES = ['EMFILE', 'ENOSPC', 'EIO'] as const;
const TOOK = ['nothing', 'effect'] as const;
const FAULTS: CallFault[] = CODES.flatMap((code) => TOOK.map((took) => ({ code, took })));
const SEED = 585_827;

const newTold = (): Told => ({ printed: new Map(), recorded: 0 });
const asItIs = (disk: PageCacheDisk): FileSystem => disk.fs;

/** What a restart has forgotten of what was told, after a power cut and, when the process alone died, without one. */
async function afterRestart(disk: PageCacheDisk, told: Told, seed: number, change = asItIs): Promise<string[]> {
  const found: string[] = [];
  const cut = disk.powerCut(diceOf(`${seed}`).next);
  const second = { ...told, printed: new Map(told.printed) };
  const journal = await openJournal(change(cut));
  found.push(...forgotten(journal.state, second));
  await journal.close();
  await aDayOn(change(cut), second, 'second day');
  const third = await openJournal(change(cut.powerCut(diceOf(`${seed}, later`).next)));
  found.push(...forgotten(third.state, second));
  await third.close();
  return found;
}

async function callsOfADay(): Promise<number> {
  const disk = new PageCacheDisk();
  await aDayOn(disk.fs, newTold(), 'day');
  return disk.calls;
}

/** Everything that a day forgets when its process dies in the middle of each call, by power cut. */
async function powerCutAtEachCall(change: (disk: PageCacheDisk) => FileSystem): Promise<string[]> {
  const calls = await callsOfADay();
  const found: string[] = [];
  for (let at = 1; at <= calls; at += 1) {
    const disk = new PageCacheDisk();
    const told = newTold();
    // from this call on nothing succeeds: the machine is off
    disk.faults = (call) => (call >= at ? { code: 'EIO', took: 'nothing' } : undefined);
    await aDayOn(change(disk), told, 'day');
    disk.faults = () => undefined;
    found.push(...(await afterRestart(disk, told, SEED + at, change)).map((what) => `call ${at}: ${what}`));
  }
  return found;
}

test('a power cut at any call of a day loses nothing that was printed or written down, and no number is printed twice', async () => {
  expect(await powerCutAtEachCall(asItIs)).toEqual([]);
}, 180_000);

test.each(FAULTS)(
  'each call of a day that fails with $code and takes $took is survived, also by a power cut after it',
  async (fault) => {
    const calls = await callsOfADay();
    expect(calls).toBeGreaterThan(60);
    for (let at = 1; at <= calls; at += 1) {
      const disk = new PageCacheDisk();
      const told = newTold();
      disk.faults = (call) => (call === at ? fault : undefined);
      await aDayOn(disk.fs, told, 'day');
      const where = `call ${at}, seed ${SEED + at}`;
      expect(told.printed.size, where).toBeGreaterThanOrEqual(8);
      expect(await afterRestart(disk, told, SEED + at), where).toEqual([]);
    }
  },
  180_000,
);

test('a disk that fails at random for days, with power cuts between them, loses nothing that was told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.double({ min: 0, max: 0.3, noNaN: true }), async (seed, share) => {
      const random = diceOf(`${seed}`).next;
      const told = newTold();
      let disk = new PageCacheDisk();
      for (const day of [1, 2, 3]) {
        disk.faults = () => (random() < share ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined);
        await aDayOn(disk.fs, told, `day ${day}`);
        disk = disk.powerCut(random);
        const journal = await openJournal(disk.fs);
        expect(forgotten(journal.state, told)).toEqual([]);
        await journal.close();
      }
    }),
    { numRuns: 40, seed: SEED },
  );
}, 180_000);

/** The disk with one duty left out, as a client that had forgotten it would use it. */
const MUTANTS: Record<string, (disk: PageCacheDisk) => FileSystem> = {
  'content is never synced': ({ fs }) => ({
    ...fs,
    openEmpty: async (path) => ({ ...(await fs.openEmpty(path)), datasync: async () => undefined }),
  }),
  'names are never synced': ({ fs }) => ({ ...fs, syncDirectory: async () => undefined }),
};

test.each(Object.keys(MUTANTS))(
  'the power cuts above find it out when %s',
  async (name) => {
    const mutant = MUTANTS[name] ?? asItIs;
    const found = await powerCutAtEachCall(mutant).catch((error: Error) => [error.message]);
    expect(found).not.toEqual([]);
  },
  180_000,
);
