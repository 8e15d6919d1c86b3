import { generateKeyPairSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { signEntry } from '../../../domain/chain/token.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import type { Kind } from '../../../domain/tables.ts';
import { objectOf } from '../../assembly/json.ts';
import { type Change, drop, flipByte, type Item } from '../../backup/damage.ts';

/** One way to damage a backup: an item of it that is no longer what the shop wrote. */
export interface Damage {
  readonly name: string;
  /** Of which table. */
  readonly kind: Kind;
  /** Which item. */
  readonly pick: (item: Item) => boolean;
  readonly change: Change;
  /** How a report names the item, or begins to. */
  readonly itemOf: (item: Item) => string;
}

const textOf = (item: Item, name: string): string => String(objectOf(item[name]).S ?? '');
const bytesOf = (item: Item, name: string): Buffer => Buffer.from(String(objectOf(item[name]).B ?? ''), 'base64');
const binary = (bytes: Uint8Array): Item => ({ B: Buffer.from(bytes).toString('base64') });

const entryOf = (item: Item): Entry => JSON.parse(inflateRawSync(bytesOf(item, 'entry')).toString()) as Entry;

/** An entry of that kind that others follow, so that it is no last one. */
const isEntry =
  (kind: Entry['kind']) =>
  (item: Item): boolean => {
    if (!textOf(item, 'pk').startsWith('TILL#') || item.entry === undefined) return false;
    const entry = entryOf(item);
    return entry.kind === kind && entry.sequence > 3 && entry.sequence < 50;
  };

const receiptNumberOf = (item: Item): string => formatReceiptNumber(entryOf(item));
const keyOf = (item: Item): string => `${textOf(item, 'pk')}/${textOf(item, 'sk')}`;

/** A closing with a euro less in it, sealed by whoever forged it under the name of the right key. */
const forge: Change = (item) => {
  const entry = entryOf(item);
  if (entry.kind === 'closing') for (const total of entry.totals.sales) total.gross -= 100;
  const canonical = canonicalJson(entry);
  const { privateKey } = generateKeyPairSync('ed25519');
  const { signature } = signEntry(entry, canonical, { kid: entry.key, privateKey });
  return { ...item, entry: binary(deflateRawSync(canonical)), signature: binary(signature) };
};

/** The registry says another public key than the one that entries were signed by. */
const exchangeKey: Change = (item) => {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  return { ...item, publicKey: { S: x } };
};

/** A traveller's name as anybody can read it. */
const unseal: Change = (item) => {
  const fields = objectOf(objectOf(item.personal).M);
  const [first = ''] = Object.keys(fields);
  return { ...item, personal: { M: { ...fields, [first]: binary(Buffer.from('SMITH')) } } };
};

/** What a backup can be damaged by without its checksum showing it. */
export const DAMAGES: readonly Damage[] = [
  { name: 'one byte', kind: 'ledger', pick: isEntry('sale'), change: flipByte('entry'), itemOf: receiptNumberOf },
  { name: 'missing entry', kind: 'ledger', pick: isEntry('sale'), change: drop, itemOf: receiptNumberOf },
  { name: 'forged closing', kind: 'ledger', pick: isEntry('closing'), change: forge, itemOf: receiptNumberOf },
  {
    name: 'wrong key',
    kind: 'devices',
    pick: (item) => textOf(item, 'pk') === 'SIGNING-KEYS',
    change: exchangeKey,
    itemOf: keyOf,
  },
  {
    name: 'personal data unsealed',
    kind: 'tax-free',
    pick: (item) => item.personal !== undefined,
    change: unseal,
    itemOf: keyOf,
  },
];
