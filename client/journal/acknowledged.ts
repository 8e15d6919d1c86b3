import type { FileSystem, OpenFile } from './file-system.ts';
import { checkOf } from './line.ts';

const TEXT = 'acknowledged';
const encode = (index: number): Buffer =>
  Buffer.from(`${String(index).padStart(15, '0')} ${checkOf(index, TEXT)}\n`, 'latin1');

/**
 * A second file that says up to which record the journal was acknowledged, so that a lost end of the journal is seen, and a journal that
 * is gone is not taken for a new one. It is written behind the acknowledgement and not synced: it may say less than is true, never more.
 */
export class AcknowledgedFile {
  readonly #file: OpenFile;

  private constructor(file: OpenFile) {
    this.#file = file;
  }

  /** @returns the highest place that is known to have been acknowledged; 0 when the file says nothing that can be trusted */
  static async read(fs: FileSystem, path: string): Promise<number> {
    const bytes = await fs.read(path);
    const index = Number(bytes?.toString('latin1', 0, 15) ?? 0);
    return Number.isSafeInteger(index) && bytes?.equals(encode(index)) ? index : 0;
  }

  /** Begins the file anew, once the journal holds what it says. */
  static async create(fs: FileSystem, path: string, index: number): Promise<AcknowledgedFile> {
    const file = new AcknowledgedFile(await fs.openEmpty(path));
    await file.note(index);
    return file;
  }

  /** A failure is no failure of the record, which is on the disk. */
  async note(index: number): Promise<void> {
    await this.#file.write(encode(index), 0).catch(() => 0);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
