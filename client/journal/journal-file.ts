import { dirname } from 'node:path';
import { AcknowledgedFile } from './acknowledged.ts';
import { type JournalContent, readContent } from './content.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { encodeLine, type Numbered } from './line.ts';

async function writeAll(file: OpenFile, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += await file.write(bytes.subarray(done), position + done);
}

const closeQuietly = (file: { close(): Promise<void> } | undefined): Promise<void> | undefined =>
  file?.close().catch(() => undefined);

const encoded = ({ index, record }: Numbered): Buffer => encodeLine(index, record);

/**
 * Records on disk, one a line. An append that resolved survives any crash; one that did not may or may not be there.
 *
 * The file that a restart will read is in doubt after an append that failed (a failed sync may have dropped what it should have written)
 * and after a replacement that failed from its rename on (either file may bear the name after a power cut). Then the next append writes
 * everything that was acknowledged, and itself, into a new file: it resolves only once that file is the one that a restart reads.
 */
export class JournalFile {
  readonly #fs: FileSystem;
  readonly #path: string;
  #file: OpenFile | undefined;
  #acknowledged: AcknowledgedFile | undefined;
  /** The lines that were acknowledged since the last replacement, as they stand in the file. */
  #lines: Buffer[] = [];
  #index: number;
  #size = 0;
  #inDoubt = false;
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(fs: FileSystem, path: string, index: number) {
    this.#fs = fs;
    this.#path = path;
    this.#index = index;
  }

  /**
   * Opens or creates the journal. What is read is first written anew: a process before this one may have seen its sync fail, and then
   * what reads well is not on the disk.
   * @throws JournalDamaged, and then nothing was changed
   */
  static async open(path: string, fs: FileSystem): Promise<{ journal: JournalFile; records: unknown[] }> {
    const { records } = await JournalFile.read(path, fs);
    const index = records.at(-1)?.index ?? 0;
    const journal = new JournalFile(fs, path, index);
    try {
      await journal.#rewrite(records.map(encoded));
      journal.#acknowledged = await AcknowledgedFile.create(fs, `${path}.acknowledged`, index);
      await fs.syncDirectory(dirname(path));
    } catch (error) {
      await closeQuietly(journal.#acknowledged);
      await closeQuietly(journal.#file);
      throw error;
    }
    return { journal, records: records.map(({ record }) => record) };
  }

  /** What the journal holds, without opening it. @throws JournalDamaged */
  static async read(path: string, fs: FileSystem): Promise<JournalContent> {
    const acknowledged = await AcknowledgedFile.read(fs, `${path}.acknowledged`);
    return readContent((await fs.read(path)) ?? Buffer.alloc(0), acknowledged);
  }

  get size(): number {
    return this.#size;
  }

  /** Resolves once the record is on the disk itself. After a rejection the record may be on the disk, until the next append. */
  append(record: unknown): Promise<void> {
    return this.#next(async () => {
      const line = encodeLine(this.#index + 1, record);
      if (this.#inDoubt || this.#file === undefined) await this.#rewrite([...this.#lines, line]);
      else await this.#write(this.#file, line);
      await this.#acknowledge();
    });
  }

  /** Replaces everything by one record, in one instant: a crash leaves the old journal or the new one. */
  replace(record: unknown): Promise<void> {
    return this.#next(async () => {
      await this.#rewrite([encodeLine(this.#index + 1, record)]);
      await this.#acknowledge();
    });
  }

  /** A record whose append failed, and which may be on the disk, is taken away when that can be done. */
  close(): Promise<void> {
    return this.#next(async () => {
      if (this.#inDoubt) await this.#rewrite(this.#lines).catch(() => undefined);
      await closeQuietly(this.#acknowledged);
      await this.#file?.close();
    });
  }

  async #acknowledge(): Promise<void> {
    this.#index += 1;
    await this.#acknowledged?.note(this.#index);
  }

  async #write(file: OpenFile, line: Buffer): Promise<void> {
    this.#inDoubt = true;
    await writeAll(file, line, this.#size);
    await file.datasync();
    this.#inDoubt = false;
    this.#lines.push(line);
    this.#size += line.length;
  }

  /** Makes a new file of these lines the one that a restart reads. */
  async #rewrite(lines: Buffer[]): Promise<void> {
    const bytes = Buffer.concat(lines);
    const file = await this.#fs.openEmpty(`${this.#path}.new`);
    try {
      await writeAll(file, bytes, 0);
      await file.datasync();
      this.#inDoubt = true;
      await this.#fs.rename(`${this.#path}.new`, this.#path);
      await this.#fs.syncDirectory(dirname(this.#path));
    } catch (error) {
      await closeQuietly(file);
      throw error;
    }
    this.#inDoubt = false;
    await closeQuietly(this.#file);
    this.#file = file;
    this.#lines = lines;
    this.#size = bytes.length;
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#busy.then(step);
    this.#busy = done.catch(() => undefined);
    return done;
  }
}
