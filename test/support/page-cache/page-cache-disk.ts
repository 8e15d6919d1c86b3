import { basename, dirname } from 'node:path';
import type { FileSystem, OpenFile } from '../../../client/journal/file-system.ts';
import { processBirth } from '../../../client/journal/process-birth.ts';
import { FileContent } from './content.ts';

/** What goes wrong with one call: nothing of it took effect, or all of it (of a write: a half) before the error came. */
export interface CallFault {
  code: 'EMFILE' | 'ENOSPC' | 'EIO';
  took: 'nothing' | 'effect';
}

/** Decides over each call by its number, 1 for the first. */
export type Faults = (call: number, what: keyof FileSystem | keyof OpenFile) => CallFault | undefined;

const failure = (code: string, what: string): Error => Object.assign(new Error(`${code}: ${what}`), { code });

/** Of one write at most so many bytes are taken, as a disk that is nearly full does. */
const MOST_AT_ONCE = 20_000;

/**
 * A disk behind a page cache. Content is durable once its file was synced, a name once its directory was; a power cut keeps any first
 * part of what was not. Each call can be failed, and a failed sync keeps what it should have written from ever being durable by another
 * sync, as Linux does.
 */
export class PageCacheDisk {
  readonly #names: Map<string, FileContent>;
  #durable: Map<string, FileContent>;
  #pending: { name: string; content: FileContent | undefined }[] = [];
  faults: Faults = () => undefined;
  calls = 0;

  constructor(files: ReadonlyMap<string, FileContent> = new Map()) {
    this.#names = new Map(files);
    this.#durable = new Map(files);
  }

  /** A file as a process sees it. */
  seen(path: string): Buffer | undefined {
    return this.#names.get(path)?.seen;
  }

  put(path: string, bytes: Buffer): void {
    this.#names.set(path, FileContent.of(bytes));
    this.#durable.set(path, FileContent.of(bytes));
  }

  /** The disk as the next start finds it: this process is of an earlier boot then. */
  powerCut(random: () => number): PageCacheDisk {
    const names = new Map(this.#durable);
    for (const change of this.#pending.slice(0, Math.floor(random() * (this.#pending.length + 1))))
      apply(names, change);
    return new PageCacheDisk(
      new Map([...names].map(([name, content]) => [ofEarlierBoot(name), content.afterPowerCut(random)])),
    );
  }

  readonly fs: FileSystem = {
    makeDirectory: () => this.#call('makeDirectory', () => undefined),
    list: (directory) =>
      this.#call('list', () =>
        [...this.#names.keys()].filter((name) => dirname(name) === directory).map((name) => basename(name)),
      ),
    read: (path) => this.#call('read', () => this.seen(path)),
    openEmpty: (path) => this.#call('openEmpty', () => this.#open(path)),
    link: (path, name) =>
      this.#call('link', () => {
        if (this.#names.has(name)) throw failure('EEXIST', name);
        this.#name(name, this.#existing(path));
      }),
    rename: (from, to) =>
      this.#call('rename', () => {
        this.#name(to, this.#existing(from));
        this.#name(from, undefined);
      }),
    remove: (path) => this.#call('remove', () => (this.#names.has(path) ? this.#name(path, undefined) : undefined)),
    syncDirectory: () =>
      this.#call(
        'syncDirectory',
        () => {
          for (const change of this.#pending.splice(0)) apply(this.#durable, change);
        },
        () => this.#pending.splice(0),
      ),
  };

  #open(path: string): OpenFile {
    const content = this.#names.get(path) ?? new FileContent();
    if (this.#names.has(path)) content.empty();
    else this.#name(path, content);
    return {
      write: (bytes, position) => {
        const taken = bytes.subarray(0, MOST_AT_ONCE);
        const half = taken.subarray(0, Math.floor(taken.length / 2));
        const write = (part: Uint8Array) => {
          content.write(part, position);
          return part.length;
        };
        return this.#call(
          'write',
          () => write(taken),
          undefined,
          () => write(half),
        );
      },
      datasync: () =>
        this.#call(
          'datasync',
          () => content.sync(),
          () => content.failSync(),
        ),
      close: () => this.#call('close', () => undefined),
    };
  }

  #existing(path: string): FileContent {
    const content = this.#names.get(path);
    if (content === undefined) throw failure('ENOENT', path);
    return content;
  }

  #name(name: string, content: FileContent | undefined): void {
    const change = { name, content };
    apply(this.#names, change);
    this.#pending.push(change);
  }

  /** @param fail what a failed call does to the disk before it throws, when it takes no effect; `half` what it does when it takes some */
  async #call<T>(
    what: keyof FileSystem | keyof OpenFile,
    effect: () => T,
    fail: () => unknown = () => undefined,
    half: () => unknown = effect,
  ): Promise<T> {
    this.calls += 1;
    const fault = this.faults(this.calls, what);
    if (fault === undefined) return effect();
    if (fault.took === 'effect') half();
    else fail();
    throw failure(fault.code, `${what}, call ${this.calls}`);
  }
}

const ofEarlierBoot = (name: string): string => name.replace(processBirth(process.pid), 'an-earlier-boot.1');

function apply(names: Map<string, FileContent>, { name, content }: { name: string; content: FileContent | undefined }) {
  if (content === undefined) names.delete(name);
  else names.set(name, content);
}
