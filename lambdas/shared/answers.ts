import type { Head } from '../../api/generated/contract.ts';
import { sha256 } from '../../domain/canonical.ts';
import type { SealedEntry } from '../../domain/chain/append.ts';
import type { Tender } from '../../domain/chain/entry.ts';
import { meansLeft } from '../../domain/means.ts';
import { readMark } from '../../domain/return-mark.ts';
import { numberOf, type StoredEntry } from './ledger-item.ts';

/** The head of a till's chain as the contract shows it. */
export const headAnswer = (head: StoredEntry | undefined): Head =>
  head === undefined
    ? { sequence: 0 }
    : { sequence: head.entry.sequence, receiptNumber: numberOf(head.entry), chainToken: head.token };

/** The members every answer about an entry begins with; the entry stands in it byte for byte as it was signed. */
const members = ({ entry, canonical, signature, token }: SealedEntry): string =>
  [
    `"receiptNumber":${JSON.stringify(numberOf(entry))}`,
    `"entry":${canonical}`,
    `"hash":"${sha256(canonical)}"`,
    `"signature":"${Buffer.from(signature).toString('base64url')}"`,
    `"chainToken":"${token}"`,
  ].join(',');

/** A recorded entry, the same bytes whether it was written now or before. */
export const recordedBody = (sealed: SealedEntry): string => `{${members(sealed)}}`;

/** What can still go back to each means that a sale was paid with. */
function refundableOf({ entry, returns }: StoredEntry): Tender[] {
  if (entry.kind !== 'sale') return [];
  const taken = [...returns.values()].flatMap((mark) => readMark(mark) ?? []);
  return meansLeft(entry, taken).map(({ tender: _, ...means }) => means);
}

/** What became of an entry since. */
function laterOf(stored: StoredEntry) {
  const remaining = [...stored.left].map(([line, left]) => ({ line, ...left })).sort((a, b) => a.line - b.line);
  return {
    remaining,
    refundable: refundableOf(stored),
    returns: [...stored.returns.keys()].sort(),
    duplicates: stored.duplicates.size,
  };
}

/** A recorded entry with what remains of it. */
export function storedBody(stored: StoredEntry): string {
  return `{${members(stored)},${JSON.stringify(laterOf(stored)).slice(1)}`;
}

/**
 * What a return in another store needs of a recorded entry: its goods, what remains of them, and what can go back to which means, whose
 * reference is on the customer's receipt. Who sold them, where the customer lives, and the chain's signatures stay in the store that recorded them.
 */
export function returnableBody(stored: StoredEntry): string {
  const { entry } = stored;
  const { kind, store, till, sequence, time } = entry;
  const later = laterOf(stored);
  const goods = 'lines' in entry ? { lines: entry.lines, totals: entry.totals, total: entry.total } : {};
  return JSON.stringify({
    receiptNumber: numberOf(entry),
    entry: { kind, store, till, sequence, time, ...goods },
    ...later,
    refundable: later.refundable.map(({ type, amount }) => ({ type, amount })),
  });
}
