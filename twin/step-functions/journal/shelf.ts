import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileJournal } from './file-journal.ts';
import { type Journal, memoryJournal } from './journal.ts';

/** Where journals are kept, each under a name. */
export interface Shelf {
  /** The journal of that name, a new one when there is none. */
  readonly open: (name: string) => Journal;
  /** All names. */
  readonly names: () => readonly string[];
}

const ENDING = '.jsonl';

/** Journals as files of a directory, which is made if need be. */
export function shelfIn(directory: string): Shelf {
  mkdirSync(directory, { recursive: true });
  return {
    open: (name) => fileJournal(join(directory, encodeURIComponent(name) + ENDING)),
    names: () =>
      readdirSync(directory)
        .filter((file) => file.endsWith(ENDING))
        .map((file) => decodeURIComponent(file.slice(0, -ENDING.length))),
  };
}

/** Journals that are gone with the process. */
export function memoryShelf(): Shelf {
  const journals = new Map<string, Journal>();
  return {
    open: (name) => {
      const journal = journals.get(name) ?? memoryJournal();
      journals.set(name, journal);
      return journal;
    },
    names: () => [...journals.keys()],
  };
}
