import { join } from 'node:path';
import { JournalDamaged } from './content.ts';
import { type FileSystem, localDisk } from './file-system.ts';
import { JournalFile } from './journal-file.ts';
import type { Numbered } from './line.ts';

/** What can be read of a till's journal, sound or damaged. */
export interface Salvaged {
  /** What is wrong with it; absent when nothing is. */
  damage?: string;
  records: readonly Numbered[];
}

/** Reads a till's journal without opening or changing it. */
export async function salvageJournal(directory: string, fs: FileSystem = localDisk): Promise<Salvaged> {
  try {
    return { records: (await JournalFile.read(join(directory, 'journal'), fs)).records };
  } catch (error) {
    if (error instanceof JournalDamaged) return { damage: error.message, records: error.salvaged };
    throw error;
  }
}
