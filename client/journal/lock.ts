import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, processBirth } from './process-birth.ts';

/** Another process, alive, has this journal open. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

interface Holder {
  pid: number;
  birth: string;
}

const NAME = /^lock\.(\d{1,15})$/;
const nameOf = (generation: number) => `lock.${generation}`;

async function generations(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  const found = names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  return found.toSorted((a, b) => b - a);
}

async function holderOf(directory: string, generation: number): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(join(directory, nameOf(generation)), 'utf8')) as Partial<Holder>;
    return holder.pid === undefined || holder.birth === undefined
      ? undefined
      : { pid: holder.pid, birth: holder.birth };
  } catch (error) {
    // overtaken while looking: whoever removed this generation holds a higher one
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new JournalInUse(`${directory} was just taken`);
    throw error;
  }
}

/** The file appears with its content or not at all, and only once: of two takers one fails. */
async function take(directory: string, generation: number): Promise<void> {
  const draft = join(directory, `draft.${randomUUID()}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, birth: processBirth(process.pid) }));
  try {
    await link(draft, join(directory, nameOf(generation)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new JournalInUse(`${directory} was just taken`);
    throw error;
  } finally {
    await rm(draft);
  }
}

async function release(directory: string, generation: number): Promise<void> {
  const draft = join(directory, `draft.${randomUUID()}`);
  await writeFile(draft, '{}');
  await rename(draft, join(directory, nameOf(generation)));
}

/**
 * Makes this process the only one on a directory, until it releases or dies, `kill -9` included.
 *
 * Each holder takes the next generation, and the highest generation is never deleted. So a process that looked a while ago and only
 * now takes the generation it saw free finds a higher one afterwards and steps back; deleting a stale lock would have that race.
 *
 * @returns the release
 * @throws JournalInUse when the holder is alive
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const [highest = 0] = await generations(directory);
  const holder = highest === 0 ? undefined : await holderOf(directory, highest);
  if (holder && isAlive(holder.pid, holder.birth))
    throw new JournalInUse(`${directory} is in use by process ${holder.pid}`);

  const mine = highest + 1;
  await take(directory, mine);
  const found = await generations(directory);
  if (found[0] !== mine) {
    await rm(join(directory, nameOf(mine)), { force: true });
    throw new JournalInUse(`${directory} was just taken`);
  }
  await Promise.all(found.slice(1).map((old) => rm(join(directory, nameOf(old)), { force: true })));
  return () => release(directory, mine);
}
