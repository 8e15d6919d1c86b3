import { canonicalJson } from '../../domain/canonical.ts';
import { type ChainEnd, type Circumstances, nextEntry, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { Content, Entry } from '../../domain/chain/entry.ts';
import type { ChainReader } from '../shared/chain-reader.ts';
import type { Keyring } from '../shared/keyring.ts';
import { numberOf } from '../shared/ledger-item.ts';
import type { Log } from '../shared/log.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { Ledger } from './ledger.ts';
import type { TrustedTokens } from './trusted-tokens.ts';

/** What checkout works with: the only places where it meets the world. */
export interface CheckoutDependencies {
  ledger: Ledger;
  chains: ChainReader;
  keys: Keyring;
  trusted: TrustedTokens;
  now(): Date;
  /** Standard output when not given. */
  log?: Log;
}

/** An entry that stands in the ledger, written now or before, or why it does not. */
export type Outcome = { status: 200 | 201; sealed: SealedEntry } | Refusal;

/** The outcome of a second step; a refusal tells what holds the sequence, because a mark that the first step met may be that entry's. */
export type Attempt = Exclude<Outcome, Refusal> | (Refusal & { inPlace?: Entry });

export type Sender = Pick<Circumstances, 'time' | 'operator'>;

/** Whether a stored entry is what the same request makes of the same chain end: nothing but the moment and the key may differ. */
function isReplay(stored: SealedEntry, end: ChainEnd, content: Content, { time, operator }: Sender): boolean {
  const { recordedAt, key } = stored.entry;
  return canonicalJson(nextEntry(end, content, { time, operator, recordedAt, key })) === stored.canonical;
}

/**
 * Writes the entry that follows a chain end: one conditional request, which also answers a replay.
 *
 * Dies before it: nothing was written. Dies after it, or the answer is lost: the replay finds the entry and answers it. Two Regions
 * get it at once: one writes, the other finds.
 */
export async function record(
  { ledger, keys, trusted, now }: CheckoutDependencies,
  end: ChainEnd,
  content: Content,
  { time, operator }: Sender,
): Promise<Attempt> {
  const key = await keys.signingKey();
  const sealed = seal(end, content, { time, operator, recordedAt: now().toISOString() }, key);
  const { done, item } = await ledger.append(sealed);
  if (done) {
    trusted.add(sealed.token);
    return { status: 201, sealed };
  }
  if (item !== undefined && isReplay(item, end, content, { time, operator })) return { status: 200, sealed: item };
  const taken = refuse(
    'sequence-taken',
    'Read the head of the chain and continue after it; never send other content under a used sequence.',
    { receiptNumber: numberOf(sealed.entry) },
  );
  return item === undefined ? taken : { ...taken, inPlace: item.entry };
}
