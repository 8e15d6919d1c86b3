import { sha256 } from '../canonical.ts';
import { genesis } from '../chain/append.ts';
import type { Entry } from '../chain/entry.ts';
import type { StandingEntry } from '../chain/standing.ts';
import { tokenOf } from '../chain/token.ts';
import type { Marks } from '../laws/goods.ts';
import { formatReceiptNumber } from '../receipt-number.ts';
import type { Damage, DamageKind } from './damage.ts';
import { type KnownKeys, LinkedRuns } from './linked-runs.ts';
import { marksFault, type Witness, witnessOf } from './marks.ts';

/** One copy of an entry: restored, or live. */
export interface Copy extends Omit<StandingEntry, 'sequence'> {
  /** The stored bytes of text and signature, as one text that is the same for the same bytes. */
  bytes: string;
  marks(): Marks;
}

/** What stands in one place of a till's chain; a vacated live place counts as absent. */
export interface Pair {
  sequence: number;
  restored?: Copy;
  live?: Copy;
}

/**
 * Compares one till's restored chain with the live one, pair by pair in the order of sequences. Up to where the backup ends the same
 * bytes must stand; behind it the live chain must go on from there, entry by entry vouched for by signatures.
 */
export class TillComparison {
  /** Later entries that tell what happened to others. */
  readonly witnesses: Witness[] = [];
  /** Live entries that were found as they must be. */
  sound = 0;
  readonly #store: string;
  readonly #till: string;
  readonly #damages: Damage[] = [];
  readonly #backup: LinkedRuns;
  readonly #since: LinkedRuns;
  /** Stretches that the backup lacks before its end. */
  readonly #absent: { from: number; below: number }[] = [];
  #end: { sequence: number; link: string };
  /** Live sequences behind the backup's end, in order. */
  readonly #later: number[] = [];
  readonly #laterWitnesses = new Map<number, Witness>();
  #first: Entry | undefined;

  constructor({ store, till }: { store: string; till: string }, keys: KnownKeys) {
    this.#store = store;
    this.#till = till;
    this.#backup = new LinkedRuns({ store, till }, keys);
    this.#since = new LinkedRuns({ store, till }, keys);
    this.#end = { sequence: 0, link: genesis(store, till).link };
  }

  #found(kind: DamageKind, sequence: number, says: string): void {
    this.#damages.push({ kind, store: this.#store, till: this.#till, sequence, says });
  }

  /** Takes the next place. @returns whether it may turn out to be damaged */
  accept({ sequence, restored, live }: Pair): boolean {
    const before = this.#damages.length;
    if (restored !== undefined) this.#both(sequence, restored, live);
    else if (live !== undefined) this.#liveOnly(sequence, live);
    return restored === undefined || this.#damages.length > before;
  }

  #liveOnly(sequence: number, live: Copy): void {
    this.#later.push(sequence);
    const entry = this.#since.accept({ sequence, canonical: live.canonical, signature: live.signature });
    if (entry === undefined) return;
    if (sequence === this.#end.sequence + 1) this.#first = entry;
    const witness = this.#witnessed(entry);
    if (witness !== undefined) this.#laterWitnesses.set(sequence, witness);
  }

  /** Content that we never signed may lack what a witness says. */
  #witnessed(entry: Entry): Witness | undefined {
    try {
      return witnessOf(entry, formatReceiptNumber({ store: this.#store, till: this.#till, sequence: entry.sequence }));
    } catch {
      return undefined;
    }
  }

  #both(sequence: number, restored: Copy, live: Copy | undefined): void {
    const { canonical, signature } = restored;
    const expected = this.#end.sequence + 1;
    if (sequence > expected) this.#absent.push({ from: expected, below: sequence });
    const entry = this.#backup.accept({ sequence, canonical, signature });
    const link = entry === undefined || canonical === undefined ? '' : sha256(tokenOf(entry, canonical, signature));
    this.#end = { sequence, link };
    if (live === undefined) this.#found('missing', sequence, 'the live table does not have it');
    else if (live.bytes !== restored.bytes)
      this.#found('altered', sequence, 'its signed part is not what the backup holds');
    else this.#beside(sequence, entry, restored, live);
  }

  #beside(sequence: number, entry: Entry | undefined, restored: Copy, live: Copy): void {
    const fault = entry === undefined ? undefined : marksFault(entry, restored.marks(), live.marks());
    if (fault === undefined) this.sound++;
    else this.#found('marks', sequence, fault);
  }

  /** Places that the backup lacks: it is not one instant across items, and the live table may have them. */
  #lacking(): void {
    const isFalse = new Set(this.#since.faults.map(({ sequence }) => sequence));
    for (const { from, below } of this.#absent) {
      const there = this.#later.filter((one) => one >= from && one < below && !isFalse.has(one)).length;
      if (there < below - from)
        this.#found('unrepairable', from, 'neither the backup nor the live table has it: choose an earlier instant');
    }
  }

  /** What the backup does not vouch for cannot be put back from it. */
  #distrust(): void {
    const found = new Map(this.#damages.map((damage) => [damage.sequence, damage]));
    for (const { sequence, says } of this.#backup.faults) {
      const damage = found.get(sequence);
      if (damage === undefined) {
        this.sound--;
        this.#found(
          'unrepairable',
          sequence,
          `${says}, and did not when the backup was taken: choose an earlier instant`,
        );
      } else {
        damage.says = `${damage.says}; and the backup's copy is not to be trusted: ${says}`;
        damage.kind = 'unrepairable';
      }
    }
  }

  /** Places between the backup's end and the last genuine entry that are empty. */
  #gaps(last: number): void {
    let expected = this.#end.sequence + 1;
    for (const sequence of this.#later.filter((one) => one >= expected && one <= last)) {
      if (sequence > expected) {
        const more = sequence - 1 > expected ? `, and the ${sequence - 1 - expected} after it` : '';
        this.#found(
          'unrepairable',
          expected,
          `it was written after the backup and is gone${more}: choose a later instant`,
        );
      }
      expected = sequence + 1;
    }
  }

  #judgeLater(): void {
    const { last, faults } = this.#since;
    const none =
      'written after the backup, so there is no copy: choose a later instant, or ask the till for its journal';
    for (const { sequence, says, isUnjudged } of faults)
      if (isUnjudged)
        this.#found(
          'unrepairable',
          sequence,
          `${says}: if it is yours, name it in trust_keys, or choose a backup from after it was made`,
        );
      else if (sequence > Math.max(last, this.#end.sequence)) this.#found('forged', sequence, says);
      else this.#found('unrepairable', sequence, `${says}; ${none}`);
    const isFalse = new Set(faults.map(({ sequence }) => sequence));
    for (const [sequence, witness] of this.#laterWitnesses) if (!isFalse.has(sequence)) this.witnesses.push(witness);
    this.sound += this.#later.length - isFalse.size;
    this.#gaps(last);
    const isContrary =
      this.#first?.sequence === this.#end.sequence + 1 &&
      !isFalse.has(this.#first.sequence) &&
      this.#first.previous !== this.#end.link;
    if (isContrary && this.#backupVouches())
      this.#found(
        'unrepairable',
        this.#end.sequence + 1,
        'it is signed with our key and does not continue the backup: two chains were signed, replace the key',
      );
  }

  #backupVouches(): boolean {
    return !this.#backup.faults.some(({ sequence }) => sequence === this.#end.sequence);
  }

  /** @returns all damages, in the order of sequences */
  finish(): Damage[] {
    this.#backup.finish();
    this.#since.finish();
    this.#distrust();
    this.#lacking();
    this.#judgeLater();
    return this.#damages.toSorted((one, other) => one.sequence - other.sequence);
  }
}
