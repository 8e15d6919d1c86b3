import { join } from 'node:path';
import type { Problem } from '../../api/generated/contract.ts';
import type { FileSystem } from '../journal/file-system.ts';
import { JournalFile } from '../journal/journal-file.ts';
import { lockDirectory } from '../journal/lock.ts';
import { type Entry, type TillName, voidOf } from './entry.ts';
import { problemName } from './problem.ts';
import { applyRecord, JournalInconsistent, type JournalRecord, type TillState } from './state.ts';

/** Above this many bytes the journal is rewritten as one record, once that makes it much shorter. */
const COMPACT_BYTES = 256 * 1024;

/** A till's state, never ahead of what is on the disk. */
export class TillJournal {
  readonly #file: JournalFile;
  readonly #release: () => Promise<void>;
  #state: TillState;
  #snapshot_bytes = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: JournalFile, release: () => Promise<void>, state: TillState) {
    this.#file = file;
    this.#release = release;
    this.#state = state;
  }

  /**
   * Opens the directory's journal for this process alone.
   * @param begin where a till starts that has no journal: asks the ledger
   * @throws JournalInUse, JournalDamaged, JournalInconsistent, and what `begin` throws
   */
  static async open(
    directory: string,
    name: TillName,
    begin: () => Promise<TillState>,
    fs: FileSystem,
  ): Promise<TillJournal> {
    await fs.makeDirectory(directory);
    const release = await lockDirectory(directory, fs);
    try {
      const opened = await JournalFile.open(join(directory, 'journal'), fs);
      return await TillJournal.#begin(directory, opened, release, name, begin);
    } catch (error) {
      await release().catch(() => undefined);
      throw error;
    }
  }

  static async #begin(
    directory: string,
    { journal, records }: { journal: JournalFile; records: unknown[] },
    release: () => Promise<void>,
    name: TillName,
    begin: () => Promise<TillState>,
  ) {
    try {
      const found = (records as JournalRecord[]).reduce(applyRecord, undefined as TillState | undefined);
      if (found && (found.store !== name.store || found.till !== name.till))
        throw new JournalInconsistent(`${directory} is the journal of ${found.store}/${found.till}`);
      const state = found ?? (await begin());
      if (found === undefined) await journal.append({ is: 'snapshot', state });
      return new TillJournal(journal, release, state);
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  get state(): TillState {
    return this.#state;
  }

  /**
   * Writes down what `make` makes of the state at its turn, and only then lets it count.
   * @throws what writing throws; the state then stays as it was
   */
  record<R extends JournalRecord>(make: (state: TillState) => R): Promise<R> {
    return this.#next(async () => {
      const record = make(this.#state);
      const after = applyRecord(this.#state, record);
      await this.#file.append(record);
      this.#state = after;
      return record;
    });
  }

  /** The ledger refused the first entry, of which nobody holds anything: a void takes its sequence, and what was refused is kept. */
  async void(entry: Entry, problem: Problem): Promise<void> {
    await this.record((state) => ({ is: 'voiding', entry: voidOf(state, entry, problemName(problem)), problem }));
  }

  /** Shortens the journal when it is worth it, or else later: that it cannot be done now loses nothing. What was refused stays. */
  compact(): Promise<void> {
    return this.#next(async () => {
      if (this.#file.size < COMPACT_BYTES + 2 * this.#snapshot_bytes) return;
      await this.#file.replace({ is: 'snapshot', state: this.#state });
      this.#snapshot_bytes = this.#file.size;
    }).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#next(async () => {
      await this.#file.close();
      await this.#release();
    });
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
