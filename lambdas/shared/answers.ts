import type { Head } from '../../api/generated/contract.ts';
import { sha256 } from '../../domain/canonical.ts';
import type { SealedEntry } from '../../domain/chain/append.ts';
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

/** A recorded entry with what remains of it. */
export function storedBody(stored: StoredEntry): string {
  const remaining = [...stored.left].map(([line, left]) => ({ line, ...left })).sort((a, b) => a.line - b.line);
  const later = { remaining, returns: [...stored.returns.keys()].sort(), duplicates: stored.duplicates.size };
  return `{${members(stored)},${JSON.stringify(later).slice(1)}`;
}
