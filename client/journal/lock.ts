import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';
import { isAlive, processBirth } from './process-birth.ts';

/** Another process, alive, has this journal open. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

const LOCK = /^lock\.(\d{1,15})$/;
const HOLDER = /^holder\.(\d{1,15})\.(\d{1,15})\.(.*)\.[0-9a-f-]{36}$/;
const lockName = (generation: number) => `lock.${generation}`;
/** Each try has a name of its own: one that loses takes only its own away. */
const holderName = (generation: number) =>
  `holder.${generation}.${process.pid}.${processBirth(process.pid)}.${randomUUID()}`;

const generationIn = (name: string, pattern: RegExp): number => Number(pattern.exec(name)?.[1] ?? 0);
const highest = (names: readonly string[]): number => Math.max(0, ...names.map((name) => generationIn(name, LOCK)));

/** The process, alive, whose name stands at a generation. */
function holderOf(names: readonly string[], generation: number): number | undefined {
  for (const name of names) {
    const [, at, pid, birth = ''] = HOLDER.exec(name) ?? [];
    if (Number(at) === generation && isAlive(Number(pid), birth)) return Number(pid);
  }
  return undefined;
}

/** Of two that take a generation one gets its name. @returns the file that says who holds it */
async function take(fs: FileSystem, directory: string, generation: number): Promise<string> {
  const holder = join(directory, holderName(generation));
  try {
    await (await fs.openEmpty(holder)).close();
    await fs.link(holder, join(directory, lockName(generation)));
    if (highest(await fs.list(directory)) !== generation) {
      await fs.remove(join(directory, lockName(generation)));
      throw new JournalInUse(`${directory} was just taken`);
    }
    return holder;
  } catch (error) {
    await fs.remove(holder).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new JournalInUse(`${directory} was just taken`);
    throw error;
  }
}

async function removeOlder(fs: FileSystem, directory: string, names: readonly string[], mine: number): Promise<void> {
  const older = names.filter((name) => {
    const generation = generationIn(name, LOCK) || generationIn(name, HOLDER);
    return generation > 0 && generation < mine;
  });
  // what stays is removed by the next holder, and means nothing meanwhile
  await Promise.allSettled(older.map((name) => fs.remove(join(directory, name))));
}

/**
 * Makes this process the only one on a directory, until it releases or dies, `kill -9` included.
 *
 * Everything is in the names of empty files, so there is no content that a power cut could tear: `lock.7` says that the 7th holder came,
 * `holder.7.PID.BIRTH`, which is there before it, who that is. A generation whose holder is not there or not alive is free. Each holder
 * takes the next generation, and the highest `lock` is never deleted. So a process that looked a while ago and only now takes the
 * generation it saw free finds a higher one afterwards and steps back; deleting a stale lock would have that race.
 *
 * @returns the release
 * @throws JournalInUse when the holder is alive
 */
export async function lockDirectory(directory: string, fs: FileSystem): Promise<() => Promise<void>> {
  const names = await fs.list(directory);
  const last = highest(names);
  const holder = holderOf(names, last);
  if (holder !== undefined) throw new JournalInUse(`${directory} is in use by process ${holder}`);

  const mine = last + 1;
  const holding = await take(fs, directory, mine);
  await removeOlder(fs, directory, names, mine);
  return () => fs.remove(holding);
}
