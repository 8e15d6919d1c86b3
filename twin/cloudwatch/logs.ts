import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Reads what was added to a log file since the last look. */
export class LogTail {
  readonly #file: string;
  #from: number;
  #rest = '';

  /** Begins at the end: lines of before were watched by whoever watched then. */
  constructor(file: string) {
    this.#file = file;
    this.#from = existsSync(file) ? sizeOf(file) : 0;
  }

  /** The lines since that are JSON objects. */
  lines(): Record<string, unknown>[] {
    if (!existsSync(this.#file)) return [];
    const parts = (this.#rest + this.#added()).split('\n');
    this.#rest = parts.pop() ?? '';
    return parts.flatMap((line) => (line.startsWith('{') ? parsed(line) : []));
  }

  #added(): string {
    const file = openSync(this.#file, 'r');
    try {
      const buffer = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#from));
      this.#from += readSync(file, buffer, 0, buffer.length, this.#from);
      return buffer.toString('utf8');
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
