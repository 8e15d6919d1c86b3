import { canonicalJson } from '../../domain/canonical.ts';
import { type ChainEnd, type Circumstances, nextEntry, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { Content, Entry } from '../../domain/chain/entry.ts';
import type { TimeLimits } from '../../domain/store-time.ts';
import type { Territories } from '../../domain/vat-rates.ts';
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
  /** How far a till's clock may be from this Region's, and where its days end. */
  times: TimeLimits;
  /** Where stores stand that are not on the mainland; none when not given. */
  territories?: Territories;
  now(): Date;
  /** Standard output when not given. */
  log?: Log;
}

/** An entry that stands in the ledger, written now or before, or why it does not. */
export type Outcome = { status: 200 | 201; sealed: SealedEntry } | Refusal;

/** The outcome of a second step; a refusal tells what holds the sequence, because a mark that the first step met may be that entry's. */
export type Attempt = Exclude<Outcome, Refusal> | (Refusal & { inPlace?: Entry });

/** Who recorded when, and whether that time could be believed. */
export type Sender = Pick<Circumstances, 'time' | 'operator' | 'timeNotProven'>;

/**
 * Whether a stored entry is what the same request makes of the same chain end: nothing but the moment and the key may differ, and what that
 * moment made of the till's time.
 */
function isReplay(stored: SealedEntry, end: ChainEnd, content: Content, { time, operator }: Sender): boolean {
  const { recordedAt, key, timeNotProven } = stored.entry;
  const at = { time, operator, recordedAt, key, ...(timeNotProven ? { timeNotProven } : {}) };
  return canonicalJson(nextEntry(end, content, at)) === stored.canonical;
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
  sender: Sender,
): Promise<Attempt> {
  const key = await keys.signingKey();
  const sealed = seal(end, content, { ...sender, recordedAt: now().toISOString() }, key);
  const { done, item } = await ledger.append(sealed);
  if (done) {
    trusted.add(sealed.token);
    return { status: 201, sealed };
  }
  if (item !== undefined && isReplay(item, end, content, sender)) return { status: 200, sealed: item };
  const taken = refuse(
    'sequence-taken',
    'Read the head of the chain and continue after it; never send other content under a used sequence.',
    { receiptNumber: numberOf(sealed.entry) },
  );
  return item === undefined ? taken : { ...taken, inPlace: item.entry };
}
