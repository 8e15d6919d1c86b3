import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Records by name, each in a file of its own that is replaced whole, so that a kill leaves the old or the new one. */
export class Shelf<T> {
  readonly #folder: string;
  readonly #records = new Map<string, T>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) continue;
      const { name, record } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { name: string; record: T };
      this.#records.set(name, record);
    }
  }

  get(name: string): T | undefined {
    return this.#records.get(name);
  }

  all(): T[] {
    return [...this.#records.values()];
  }

  put(name: string, record: T): void {
    const file = this.#fileOf(name);
    writeFileSync(`${file}.new`, JSON.stringify({ name, record }));
    renameSync(`${file}.new`, file);
    this.#records.set(name, record);
  }

  /** Puts it for readers only: a restart finds what was there before. */
  show(name: string, record: T): void {
    this.#records.set(name, record);
  }

  remove(name: string): void {
    rmSync(this.#fileOf(name), { force: true });
    this.#records.delete(name);
  }

  #fileOf(name: string): string {
    return join(this.#folder, `${name.split(/[:/]/).at(-1)}.json`);
  }
}
