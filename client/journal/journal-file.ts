import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decodeLines, encodeLine } from './line.ts';

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(dirname(path), 'r');
  await directory.sync().finally(() => directory.close());
}

const contentOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });

/** Records on disk, one a line. An append that resolved survives any crash; one that did not may or may not be there. */
export class JournalFile {
  readonly #path: string;
  #file: FileHandle;
  #size: number;
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: FileHandle, size: number) {
    this.#path = path;
    this.#file = file;
    this.#size = size;
  }

  /** Opens or creates the file, and cuts off what a crash tore. @throws JournalDamaged */
  static async open(path: string): Promise<{ journal: JournalFile; records: unknown[] }> {
    await rm(`${path}.new`, { force: true });
    const { records, length } = decodeLines(await contentOf(path));
    const file = await open(path, length === 0 ? 'w+' : 'r+');
    await file.truncate(length);
    await file.sync();
    await syncDirectory(path);
    return { journal: new JournalFile(path, file, length), records };
  }

  get size(): number {
    return this.#size;
  }

  /** Resolves once the record is on the disk itself. After a rejection the same place is written again by the next append. */
  append(record: unknown): Promise<void> {
    return this.#next(async () => {
      const bytes = encodeLine(record);
      await writeAll(this.#file, bytes, this.#size);
      await this.#file.datasync();
      this.#size += bytes.length;
    });
  }

  /** Replaces everything by one record, in one instant: a crash leaves the old journal or the new one. */
  replace(record: unknown): Promise<void> {
    return this.#next(async () => {
      const bytes = encodeLine(record);
      const file = await open(`${this.#path}.new`, 'w+');
      await writeAll(file, bytes, 0);
      await file.sync();
      await rename(`${this.#path}.new`, this.#path);
      await syncDirectory(this.#path);
      await this.#file.close();
      this.#file = file;
      this.#size = bytes.length;
    });
  }

  close(): Promise<void> {
    return this.#next(() => this.#file.close());
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#busy.then(step);
    this.#busy = done.catch(() => undefined);
    return done;
  }
}
