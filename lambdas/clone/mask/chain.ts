import { sha256 } from '../../../domain/canonical.ts';
import { type ChainEnd, endOf, genesis } from '../../../domain/chain/append.ts';
import { type FindKey, isSigned } from '../../../domain/chain/token.ts';
import { resealed } from '../../../domain/masking/entry.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { entryKey, isVacated, type StoredEntry, storedEntry } from '../../shared/ledger-item.ts';
import { isReferencePartition } from '../../shared/reference-item.ts';
import { CloneRefused } from '../refused.ts';
import type { Masking, Progress } from './context.ts';
import { receiptItem } from './receipt-item.ts';
import { maskReferences } from './references.ts';
import type { Change, Row } from './rows.ts';

/** Chains still to be written anew; of the first one, all up to a token is done. */
export interface ChainsLeft {
  /** Partition keys, those of claims on references among them. */
  chains: readonly string[];
  token?: string;
}

/** Where a chain stands while it is followed. */
interface Walk {
  /** What the next entry is built on. */
  end: ChainEnd;
  /** The token that `end` stands for; undefined before the first entry. */
  token?: string;
  /** The link that the original's next entry must have; undefined where the entry before is no longer as the original left it. */
  link: string | undefined;
}

const broken = (chain: string, sequence: number, says: string): CloneRefused =>
  new CloneRefused(
    'ChainBroken',
    `${chain} entry ${sequence} ${says}: it is not signed anew as if it were sound; choose other recovery points`,
  );

/**
 * Demands that an entry is as the original left it. Who signs anew vouches for what is signed.
 *
 * @throws CloneRefused ChainBroken
 */
function checkOriginal(chain: string, { entry, token }: StoredEntry, { link }: Walk, findOriginal: FindKey): void {
  if (!isSigned(token, findOriginal)) throw broken(chain, entry.sequence, 'is not as it was signed');
  if (link !== undefined && entry.previous !== link)
    throw broken(chain, entry.sequence, 'is not linked to the entry before it');
}

function walkFrom(token: string, link: string | undefined): Walk {
  const end = endOf(token);
  if (end === undefined) throw new Error('an entry has a token that cannot be read');
  return { end, token, link };
}

function beginning(chain: string, token: string | undefined): Walk {
  if (token !== undefined) return walkFrom(token, undefined);
  const [, store = '', till = ''] = chain.split('#');
  const end = genesis(store, till);
  return { end, link: end.link };
}

/** One entry written anew, unless that was done before. It comes out the same however often: hash, key and signature allow no other. */
function step(chain: string, row: Row, walk: Walk, masking: Masking): { walk: Walk; change?: Change } {
  const stored = storedEntry(row);
  const sequence = walk.end.sequence + 1;
  if (row.sk?.S !== formatSequence(sequence) || stored.entry.sequence !== sequence)
    throw broken(chain, sequence, 'is missing');
  const { pseudonyms, signingKey, findOriginal } = masking;
  if (stored.entry.key === signingKey.kid) return { walk: walkFrom(stored.token, undefined) };
  checkOriginal(chain, stored, walk, findOriginal);
  const sealed = resealed(walk.end, stored.entry, pseudonyms, signingKey);
  return {
    walk: walkFrom(sealed.token, sha256(stored.token)),
    change: { put: receiptItem(row, sealed, pseudonyms) },
  };
}

/** How far a partition was written anew, and up to which token. */
interface Rewritten {
  rewritten: number;
  token?: string;
  done: boolean;
}

/** Follows a chain from a token of its own to its end, or until time is up. */
async function maskChain(chain: string, token: string | undefined, masking: Masking): Promise<Rewritten> {
  const { rows, tables, isTimeUp } = masking;
  let walk = beginning(chain, token);
  let count = 0;
  let from: Row | undefined = token === undefined ? undefined : entryKey(walk.end);
  do {
    const page = await rows.partition(tables.ledger, chain, from);
    const changes: Change[] = [];
    for (const row of page.rows.filter((one) => !isVacated(one))) {
      const next = step(chain, row, walk, masking);
      walk = next.walk;
      if (next.change) changes.push(next.change);
    }
    await rows.write(tables.ledger, changes);
    count += changes.length;
    from = page.next;
  } while (from !== undefined && !isTimeUp());
  return { rewritten: count, done: from === undefined, ...(walk.token === undefined ? {} : { token: walk.token }) };
}

/**
 * Writes chains anew: every entry in order, masked, linked and signed by the clone's key. A part that a crash or the clock ended goes on
 * where it was; what it did before is known by its key.
 *
 * @throws CloneRefused ChainBroken, naming the entry, when the original's chain is not sound
 */
export async function maskChains({ chains, token }: ChainsLeft, masking: Masking): Promise<Progress<ChainsLeft>> {
  let rewritten = 0;
  let from = token;
  for (const [i, chain] of chains.entries()) {
    if (i > 0 && masking.isTimeUp()) return { rewritten, left: { chains: chains.slice(i) } };
    const progress: Rewritten = isReferencePartition(chain)
      ? await maskReferences(chain, masking)
      : await maskChain(chain, from, masking);
    rewritten += progress.rewritten;
    from = undefined;
    if (!progress.done)
      return { rewritten, left: { chains: chains.slice(i), ...(progress.token ? { token: progress.token } : {}) } };
  }
  return { rewritten };
}
