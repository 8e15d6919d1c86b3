import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An open file of the journal. */
export interface OpenFile {
  /** Writes at a position, into the page cache. @returns how many bytes were taken, possibly fewer than given */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Resolves once what was written survives a power cut. After a rejection nobody knows what of it does. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What a journal asks of its disk: the only place where it meets it, so that tests can lose a page cache and fail each call. A name that
 * was created, linked or renamed survives a power cut only after `syncDirectory`.
 */
export interface FileSystem {
  /** Makes the directory and those above it, and has their names survive a power cut. */
  makeDirectory(path: string): Promise<void>;
  list(directory: string): Promise<string[]>;
  /** @returns the whole content, or undefined when there is no such file */
  read(path: string): Promise<Buffer | undefined>;
  /** Opens an empty file of this name, whatever was there. */
  openEmpty(path: string): Promise<OpenFile>;
  /** Gives a file a second name. @throws with `code` EEXIST when the name is taken */
  link(path: string, name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Takes a name away; none is fine. */
  remove(path: string): Promise<void>;
  syncDirectory(path: string): Promise<void>;
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

/** `first` is the highest directory that was made: the names of all of them stand in the directories above. */
async function syncAbove(directory: string, first: string): Promise<void> {
  for (let made = directory; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made));
}

/** The disk of this machine. */
export const localDisk: FileSystem = {
  async makeDirectory(path) {
    const first = await mkdir(path, { recursive: true });
    if (first !== undefined) await syncAbove(path, first);
  },
  list: (directory) => readdir(directory),
  read: (path) =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
  async openEmpty(path) {
    const file = await open(path, 'w');
    return {
      write: async (bytes, position) => (await file.write(bytes, 0, bytes.length, position)).bytesWritten,
      datasync: () => file.datasync(),
      close: () => file.close(),
    };
  },
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  syncDirectory,
};
