import { type ChainEnd, endBehind, genesis } from '../chain/append.ts';
import type { Entry } from '../chain/entry.ts';
import { parseEntry, type StandingEntry } from '../chain/standing.ts';
import { type FindKey, isSigned, tokenOf } from '../chain/token.ts';
import { formatReceiptNumber } from '../receipt-number.ts';
import { createSignatures, type WalkedEntry } from './chain-signatures.ts';
import type { Finding } from './finding.ts';
import { brokenSum, type Closing, type Past, sumSays } from './sums.ts';

/** Where a walk begins: before a till's first entry, or right after a closing that another walk checks. */
export interface WalkStart {
  store: string;
  till: string;
  after?: { entry: Entry & Closing; token: string };
}

/** What an item broke, and its entry where it can be relied on as far as it was looked at. */
export interface Step {
  found: Finding[];
  walked?: WalkedEntry;
}

const startOf = ({ store, till, after }: WalkStart): ChainEnd =>
  after === undefined ? genesis(store, till) : endBehind(after.entry, after.token);

/**
 * Walks a stretch of one till's chain with public keys only; memory does not grow with its length.
 *
 * Unlike the verifier of exports, which stops at the first fault, it names the entry to blame and goes on from there, so that one damaged
 * item does not hide another. What follows from the past is not judged where a fault hides the past. That an entry's text is canonical is
 * not looked at: only our own handlers sign, and what they signed is vouched for by the links and signatures.
 */
export class ChainWalk {
  readonly #findKey: FindKey;
  readonly #signatures: ReturnType<typeof createSignatures>;
  #end: ChainEnd;
  /** Whether the end can be relied on: the next entry must follow from it. */
  #isKnown = true;
  #running: Past['running'];

  constructor(start: WalkStart, findKey: FindKey) {
    this.#findKey = findKey;
    this.#signatures = createSignatures(findKey);
    this.#end = startOf(start);
    this.#running = start.after?.entry.running;
  }

  #about(sequence: number, law: string, says: string, attribute = 'entry'): Finding {
    return { law, item: `${formatReceiptNumber({ ...this.#end, sequence })} ${attribute}`, says };
  }

  /** Goes on behind an entry that says nothing that can be relied on. */
  #lose(sequence: number): void {
    this.#end = { ...this.#end, sequence };
    this.#isKnown = false;
    this.#running = 'hidden';
  }

  #gap(sequence: number): Finding[] {
    const first = this.#end.sequence + 1;
    if (sequence === first) return [];
    if (sequence < first) return [this.#about(sequence, 'entry-out-of-order', 'it stands behind a later entry', 'sk')];
    const many = sequence - first;
    this.#lose(sequence - 1);
    const upTo = many > 1 ? `, and so are the ${many - 1} after it` : '';
    return [this.#about(first, 'entry-missing', `the entry is missing from its till's chain${upTo}`)];
  }

  /** What an entry breaks, when it is read as one that was signed. */
  #broken(entry: Entry): Finding[] {
    const { sequence } = entry;
    const before = this.#isKnown ? this.#end : undefined;
    const sum = brokenSum(entry, { before, running: this.#running });
    return [
      ...(this.#isKnown && entry.previous !== this.#end.link
        ? [this.#about(sequence, 'entry-not-linked', 'it does not continue the entry before it')]
        : []),
      ...(sum === undefined ? [] : [this.#about(sequence, `sums-${sum}`, sumSays(sum))]),
    ];
  }

  /** Checks the signatures so far; behind one that is wrong, neither links nor totals can be relied on. */
  #settle(): Finding[] {
    const culprits = this.#signatures.settle();
    if (culprits.some(({ law }) => law === 'entry-altered')) this.#lose(this.#end.sequence);
    return culprits;
  }

  /** Whom to blame when something is broken: an entry before that was altered, this one if it was, or whoever signed it so. */
  #judge(walked: WalkedEntry): { found: Finding[]; isGenuine: boolean } {
    const found = this.#broken(walked.entry);
    if (found.length === 0) return { found, isGenuine: true };
    const culprits = this.#settle();
    if (this.#signatures.fits(walked)) return { found: culprits.length > 0 ? culprits : found, isGenuine: true };
    const says = `its signature by key ${walked.entry.key} does not fit what it says (${found.map(({ law }) => law).join(', ')})`;
    return { found: [...culprits, this.#about(walked.entry.sequence, 'entry-altered', says)], isGenuine: false };
  }

  #follow(walked: WalkedEntry): Finding[] {
    const { entry, token } = walked;
    this.#end = endBehind(entry, token);
    this.#isKnown = true;
    this.#signatures.take(walked);
    if (entry.kind === 'closing') this.#running = entry.running;
    return entry.kind === 'closing' || this.#signatures.isFull() ? this.#settle() : [];
  }

  /** An entry that names another place than the one it stands in. */
  #misplaced(sequence: number, token: string): Finding {
    const law = isSigned(token, this.#findKey) ? 'entry-misplaced' : 'entry-altered';
    return this.#about(sequence, law, 'it names another store, till or sequence than its place');
  }

  #step({ sequence, canonical, signature }: StandingEntry): Step {
    const found = this.#gap(sequence);
    const entry = parseEntry(canonical);
    if (entry === undefined || canonical === undefined) {
      this.#lose(sequence);
      return { found: [...found, this.#about(sequence, 'entry-unreadable', 'its text cannot be unpacked')] };
    }
    const { store, till } = this.#end;
    const token = tokenOf(entry, canonical, signature);
    if (entry.store !== store || entry.till !== till || entry.sequence !== sequence) {
      this.#lose(sequence);
      return { found: [...found, this.#misplaced(sequence, token)] };
    }
    const judgement = this.#judge({ entry, token });
    if (!judgement.isGenuine) {
      this.#lose(sequence);
      return { found: [...found, ...judgement.found] };
    }
    return { found: [...found, ...judgement.found, ...this.#follow({ entry, token })], walked: { entry, token } };
  }

  /** Takes the item that stands next, in the order of sort keys. */
  accept(standing: StandingEntry): Step {
    try {
      return this.#step(standing);
    } catch {
      // Only content that was never signed by us lacks a member that the rules read.
      this.#lose(standing.sequence);
      return { found: [this.#about(standing.sequence, 'entry-altered', 'it lacks what every entry has')] };
    }
  }

  /** Checks what is left, after the last entry. */
  finish(): Finding[] {
    return this.#signatures.settle();
  }

  /** How far the chain was followed. */
  head(): ChainEnd {
    return this.#end;
  }
}
