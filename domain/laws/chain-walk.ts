import { sha256 } from '../canonical.ts';
import { type ChainEnd, genesis } from '../chain/append.ts';
import type { Entry, Totals } from '../chain/entry.ts';
import { type FindKey, isSigned, tokenOf } from '../chain/token.ts';
import { NOTHING, withEntry } from '../closing.ts';
import { formatReceiptNumber } from '../receipt-number.ts';
import { createSignatures, type WalkedEntry } from './chain-signatures.ts';
import type { Finding } from './finding.ts';
import { brokenSum, type Closing, sumSays } from './sums.ts';

/** Where a walk begins: before a till's first entry, or right after a closing that another walk checks. */
export interface WalkStart {
  store: string;
  till: string;
  after?: { entry: Entry & Closing; token: string };
}

/** An entry as it stands in its place: the text undefined when it cannot even be unpacked. */
export interface StandingEntry {
  sequence: number;
  canonical: string | undefined;
  signature: Uint8Array;
}

/** What an item broke, and its entry where it can be relied on as far as it was looked at. */
export interface Step {
  found: Finding[];
  walked?: WalkedEntry;
}

const startOf = ({ store, till, after }: WalkStart): ChainEnd => {
  if (after === undefined) return genesis(store, till);
  const { sequence, perpetual, closing } = after.entry;
  return { store, till, sequence, perpetual, closing, link: sha256(after.token) };
};

function parseEntry(canonical: string | undefined): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(canonical ?? '');
    return typeof entry === 'object' && entry !== null ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Walks a stretch of one till's chain with public keys only; memory does not grow with its length.
 *
 * Unlike the verifier of exports, which stops at the first fault, it names the entry to blame and goes on from there, so that one damaged
 * item does not hide another. What follows from the past is not judged where a fault hides the past. That an entry's text is canonical is
 * not looked at: only our own handlers sign, and what they signed is vouched for by the links and signatures.
 */
export function walkChain(start: WalkStart, findKey: FindKey) {
  const { store, till } = start;
  let end = startOf(start);
  /** Whether `end` can be relied on: the next entry must follow from it. */
  let isKnown = true;
  let since: Totals | undefined = NOTHING;
  let last: Closing | undefined = start.after?.entry;
  const signatures = createSignatures(findKey);

  const about = (sequence: number, law: string, says: string, attribute = 'entry'): Finding => ({
    law,
    item: `${formatReceiptNumber({ store, till, sequence })} ${attribute}`,
    says,
  });

  /** Goes on behind an entry that says nothing that can be relied on. */
  function lost(sequence: number): void {
    end = { ...end, sequence };
    isKnown = false;
    since = undefined;
  }

  function gap(sequence: number): Finding[] {
    const first = end.sequence + 1;
    if (sequence === first) return [];
    if (sequence < first) return [about(sequence, 'entry-out-of-order', 'it stands behind a later entry', 'sk')];
    const many = sequence - first;
    lost(sequence - 1);
    const upTo = many > 1 ? `, and so are the ${many - 1} after it` : '';
    return [about(first, 'entry-missing', `the entry is missing from its till's chain${upTo}`)];
  }

  /** What an entry breaks, when it is read as one that was signed. */
  function broken(entry: Entry): Finding[] {
    const { sequence } = entry;
    const sum = brokenSum(entry, { before: isKnown ? end : undefined, since, last });
    return [
      ...(isKnown && entry.previous !== end.link
        ? [about(sequence, 'entry-not-linked', 'it does not continue the entry before it')]
        : []),
      ...(sum === undefined ? [] : [about(sequence, `sums-${sum}`, sumSays(sum))]),
    ];
  }

  /** Checks the signatures so far; behind one that is wrong, neither links nor totals can be relied on. */
  function settled(): Finding[] {
    const culprits = signatures.settle();
    if (culprits.some(({ law }) => law === 'entry-altered')) lost(end.sequence);
    return culprits;
  }

  /** Whom to blame when something is broken: an entry before that was altered, this one if it was, or whoever signed it so. */
  function judged(walked: WalkedEntry): { found: Finding[]; isGenuine: boolean } {
    const found = broken(walked.entry);
    if (found.length === 0) return { found, isGenuine: true };
    const culprits = settled();
    if (signatures.fits(walked)) return { found: culprits.length > 0 ? culprits : found, isGenuine: true };
    const says = `its signature by key ${walked.entry.key} does not fit what it says (${found.map(({ law }) => law).join(', ')})`;
    return { found: [...culprits, about(walked.entry.sequence, 'entry-altered', says)], isGenuine: false };
  }

  function follow(walked: WalkedEntry): Finding[] {
    const { entry, token } = walked;
    const { sequence, perpetual, closing } = entry;
    end = { store, till, sequence, perpetual, closing, link: sha256(token) };
    isKnown = true;
    signatures.take(walked);
    if (entry.kind !== 'closing') {
      if (since !== undefined) since = withEntry(since, entry);
      return signatures.isFull() ? settled() : [];
    }
    last = entry;
    since = NOTHING;
    return settled();
  }

  /** An entry that names another place than the one it stands in. */
  function misplaced(sequence: number, token: string): Finding {
    const law = isSigned(token, findKey) ? 'entry-misplaced' : 'entry-altered';
    return about(sequence, law, 'it names another store, till or sequence than its place');
  }

  function step({ sequence, canonical, signature }: StandingEntry): Step {
    const found = gap(sequence);
    const entry = parseEntry(canonical);
    if (entry === undefined || canonical === undefined) {
      lost(sequence);
      return { found: [...found, about(sequence, 'entry-unreadable', 'its text cannot be unpacked')] };
    }
    const token = tokenOf(entry, canonical, signature);
    if (entry.store !== store || entry.till !== till || entry.sequence !== sequence) {
      lost(sequence);
      return { found: [...found, misplaced(sequence, token)] };
    }
    const judgement = judged({ entry, token });
    if (!judgement.isGenuine) {
      lost(sequence);
      return { found: [...found, ...judgement.found] };
    }
    return { found: [...found, ...judgement.found, ...follow({ entry, token })], walked: { entry, token } };
  }

  return {
    /** Takes the item that stands next, in the order of sort keys. */
    accept(standing: StandingEntry): Step {
      try {
        return step(standing);
      } catch {
        // Only content that was never signed by us lacks a member that the rules read.
        lost(standing.sequence);
        return { found: [about(standing.sequence, 'entry-altered', 'it lacks what every entry has')] };
      }
    },
    /** Checks what is left, after the last entry. */
    finish: (): Finding[] => signatures.settle(),
    head: (): ChainEnd => end,
  };
}
