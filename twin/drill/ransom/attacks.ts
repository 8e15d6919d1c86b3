import { generateKeyPairSync } from 'node:crypto';
import type { Workplace } from '../../../commands/registry/clients.ts';
import { canonicalJson, sha256 } from '../../../domain/canonical.ts';
import { endOf, seal } from '../../../domain/chain/append.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { signEntry } from '../../../domain/chain/token.ts';
import { entryKey, type Item, leftAttribute, packed, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { chainIn, keyOf, type Snapshot, thiefIn } from './ledger.ts';

/** What an attack did. */
export interface Attack {
  readonly name: string;
  /** Places that are damaged now, by `pk/sk`. */
  readonly damaged: readonly string[];
  /** What the thief left there, to be kept as evidence. */
  readonly left: readonly Item[];
  /** What stands there when it is put right: as in the snapshot, or nothing. */
  readonly isForged: boolean;
}

/** Who steals a role has no key of the chains: he signs with one of his own, under the name of ours. */
const { privateKey } = generateKeyPairSync('ed25519');

const sealedBy = (entry: Entry): Pick<Item, 'entry' | 'signature'> & { token: string } => {
  const canonical = canonicalJson(entry);
  const { signature, token } = signEntry(entry, canonical, { kid: entry.key, privateKey });
  return { entry: { B: packed(canonical) }, signature: { B: signature }, token } as never;
};

/** Items of a chain from one place on, each linked anew to the one before it, so that only signatures tell. */
function rewritten(items: readonly Item[], edit: (entry: Entry) => void): Item[] {
  let previous: string | undefined;
  return items.map((item, place) => {
    const { entry } = storedEntry(item);
    if (place === 0) edit(entry);
    if (previous !== undefined) entry.previous = previous;
    const { token, ...signed } = sealedBy(entry);
    previous = sha256(token);
    return { ...item, ...signed };
  });
}

const cheaper = (entry: Entry): void => {
  if (entry.kind !== 'sale') throw new Error('only a sale can be made cheaper');
  entry.total -= 100;
  for (const line of entry.lines.slice(0, 1)) line.gross -= 100;
};

/**
 * A sale is a euro cheaper, its hash computed anew, and so are the links of some entries behind it; what happened to them since the
 * backup is overwritten too.
 */
export async function rewriteSale(place: Workplace, before: Snapshot, pk: string, behind: number): Promise<Attack> {
  const chain = chainIn(before, pk);
  const first = chain.findIndex((item, n) => n >= 3 && storedEntry(item).entry.kind === 'sale');
  const items = rewritten(chain.slice(first, first + 1 + behind), cheaper);
  for (const item of items) await thiefIn(place).put(item);
  return { name: 'rewritten with a recomputed hash', damaged: items.map(keyOf), left: items, isForged: false };
}

/** Sales that never were, behind the end of a chain. */
export async function forgeSales(place: Workplace, before: Snapshot, pk: string, count: number): Promise<Attack> {
  const chain = chainIn(before, pk);
  const last = chain.at(-1);
  if (last === undefined) throw new Error(`${pk} has no entries`);
  let { token, entry } = storedEntry(last);
  const made: Item[] = [];
  for (let n = 0; n < count; n++) {
    const end = endOf(token);
    if (end === undefined) throw new Error('a token of the ledger cannot be read');
    const at = { time: entry.time, operator: 'advisor.1', recordedAt: new Date().toISOString() };
    const forged = seal(end, { kind: 'void', reason: 'printer jam' }, at, { kid: entry.key, privateKey });
    ({ token, entry } = forged);
    made.push({ ...entryKey(entry), entry: { B: packed(forged.canonical) }, signature: { B: forged.signature } });
  }
  for (const item of made) await thiefIn(place).put(item);
  return { name: 'forged under a stolen role', damaged: made.map(keyOf), left: made, isForged: true };
}

/** The goods of a sale are there to be returned again, and twice. */
export async function multiplyGoods(place: Workplace, before: Snapshot, pk: string): Promise<Attack> {
  const item = chainIn(before, pk).find((one) => storedEntry(one).entry.kind === 'sale');
  if (item === undefined) throw new Error(`${pk} has no sale`);
  const { left } = storedEntry(item);
  const more = new Map([...left].map(([line, { unit }]) => [line, { quantity: 50, amount: 50 * unit, unit }]));
  const changed = { ...item, left: leftAttribute(more) };
  await thiefIn(place).put(changed);
  return { name: 'goods to return multiplied', damaged: [keyOf(item)], left: [changed], isForged: false };
}

/** A day of a till is gone, its closing too. */
export async function deleteDay(place: Workplace, before: Snapshot, pk: string): Promise<Attack> {
  const chain = chainIn(before, pk);
  const dayOf = (item: Item): string => storedEntry(item).entry.recordedAt.slice(0, 10);
  const days = [...new Set(chain.map(dayOf))];
  const day = days[Math.floor(days.length / 2)];
  const items = chain.filter((item) => dayOf(item) === day);
  for (const item of items) await thiefIn(place).remove(item);
  return { name: 'a day deleted', damaged: items.map(keyOf), left: [], isForged: false };
}
