/** A number from 0 (included) to 1 (excluded). */
type Random = () => number;

/** What was done to a file since its last sync. */
type Change = { position: number; bytes: Buffer } | { position: 'emptied' };

const SECTOR = 512;

function changed(before: Buffer, changes: readonly Change[]): Buffer {
  if (changes.some(({ position }) => position === 'emptied')) return Buffer.alloc(0);
  const writes = changes.filter((change) => change.position !== 'emptied');
  const after = Buffer.alloc(Math.max(before.length, ...writes.map(({ position, bytes }) => position + bytes.length)));
  before.copy(after);
  for (const { position, bytes } of writes) after.set(bytes, position);
  return after;
}

/** Sectors reach the platter one by one, in any order. */
function* sectorsOf({ position, bytes }: Change & { position: number }) {
  for (let at = 0; at < bytes.length; at += SECTOR)
    yield { position: position + at, bytes: bytes.subarray(at, at + SECTOR) };
}

/** The content of one file: as processes see it, and as it would be after a power cut. */
export class FileContent {
  #seen: Buffer = Buffer.alloc(0);
  #durable: Buffer = Buffer.alloc(0);
  #changes: Change[] = [];

  static of(bytes: Buffer): FileContent {
    const file = new FileContent();
    file.#seen = bytes;
    file.#durable = bytes;
    return file;
  }

  get seen(): Buffer {
    return Buffer.from(this.#seen);
  }

  empty(): void {
    this.#seen = Buffer.alloc(0);
    this.#changes.push({ position: 'emptied' });
  }

  write(bytes: Uint8Array, position: number): void {
    const change = { position, bytes: Buffer.from(bytes) };
    this.#seen = changed(this.#seen, [change]);
    this.#changes.push(change);
  }

  sync(): void {
    this.#durable = this.seen;
    this.#changes = [];
  }

  /** As Linux does it: what could not be written counts as clean, is seen still, and no later sync writes it. */
  failSync(): void {
    this.#changes = [];
  }

  /** What is there after a power cut: of the changes since the last sync the first few, and of the next one some sectors. */
  afterPowerCut(random: Random): FileContent {
    const whole = Math.floor(random() * (this.#changes.length + 1));
    let bytes = this.#durable;
    for (const change of this.#changes.slice(0, whole)) bytes = changed(bytes, [change]);
    const torn = this.#changes[whole];
    if (torn === undefined || torn.position === 'emptied') return FileContent.of(bytes);
    return FileContent.of(
      changed(
        bytes,
        [...sectorsOf(torn)].filter(() => random() < 0.5),
      ),
    );
  }
}
