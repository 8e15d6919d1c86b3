import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Reads what was added to a log file since the last look. */
export class LogTail {
  readonly #file: string;
  #from: number;
  /** The beginning of a line, in bytes: it may end in the middle of a character. */
  #rest: Buffer = Buffer.alloc(0);

  /** Begins at the end: lines of before were watched by whoever watched then. */
  constructor(file: string) {
    this.#file = file;
    this.#from = existsSync(file) ? sizeOf(file) : 0;
  }

  /** The lines since that are JSON objects. */
  lines(): Record<string, unknown>[] {
    if (!existsSync(this.#file)) return [];
    const bytes = Buffer.concat([this.#rest, this.#added()]);
    const end = bytes.lastIndexOf('\n') + 1;
    this.#rest = bytes.subarray(end);
    const lines = bytes.toString('utf8', 0, end).split('\n');
    return lines.flatMap((line) => (line.startsWith('{') ? parsed(line) : []));
  }

  #added(): Buffer {
    const file = openSync(this.#file, 'r');
    try {
      const buffer = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#from));
      const read = readSync(file, buffer, 0, buffer.length, this.#from);
      this.#from += read;
      return buffer.subarray(0, read);
    } finally {
      closeSync(file);
    }
  }
}

function sizeOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

function parsed(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line) as Record<string, unknown>];
  } catch {
    return [];
  }
}
