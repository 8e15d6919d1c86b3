import { once } from 'node:events';
import { createWriteStream, existsSync, linkSync, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';

const isThere = (file: string): Error =>
  new Error(`${file} is there already, and nothing is overwritten: name another file with --out, or remove it`);

/** Gives a whole file its name, unless somebody was faster. */
function give(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? isThere(file) : error;
  }
}

/**
 * Writes lines into a new file: into a draft beside it, which gets the name when every line is in it, so that a file of that name is never
 * a part of one.
 *
 * @returns how many lines. @throws Error when the file is there, when there is no line, or what making the lines throws; nothing is left then
 */
export async function writeBeside(file: string, lines: () => AsyncIterable<string>): Promise<number> {
  if (existsSync(file)) throw isThere(file);
  const draft = `${file}.${process.pid}.part`;
  const stream = createWriteStream(draft, { flags: 'wx' });
  await once(stream, 'open');
  let count = 0;
  try {
    for await (const line of lines()) {
      if (!stream.write(`${line}\n`)) await once(stream, 'drain');
      count++;
    }
    stream.end();
    await finished(stream);
    if (count === 0) throw new Error('there is no entry to write; are --store and --till right?');
    give(draft, file);
    return count;
  } finally {
    stream.destroy();
    rmSync(draft, { force: true });
  }
}
