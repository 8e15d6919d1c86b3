import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { SealedEntry } from '../../domain/chain/append.ts';
import type { Entry } from '../../domain/chain/entry.ts';
import { tokenOf } from '../../domain/chain/token.ts';
import { formatReceiptNumber, formatSequence, type Place } from '../../domain/receipt-number.ts';
import { type Left, wholeOf } from '../../domain/return.ts';

export type Item = Record<string, AttributeValue>;

/** The partition of a till's chain. */
export const chainPartition = (store: string, till: string): string => `TILL#${store}#${till}`;

/** The store and till of a chain's partition; undefined for a partition that holds no chain. */
export function chainOf(pk: string): { store: string; till: string } | undefined {
  const [, store, till] = /^TILL#([A-Z0-9]{2,12})#([A-Z0-9]{1,6})$/.exec(pk) ?? [];
  return store === undefined || till === undefined ? undefined : { store, till };
}

/** Where an entry stands in the ledger. */
export const entryKey = ({ store, till, sequence }: Place) => ({
  pk: { S: chainPartition(store, till) },
  sk: { S: formatSequence(sequence) },
});

/** The mark a return leaves on the sale that its goods come from. */
export const returnMark = (receiptNumber: string): string => `return#${receiptNumber}`;

/** Counts the takings and givings back of a sale's goods: a return is written on condition that it is as the return saw it. */
export const GOODS_REVISION = 'goodsRevision';

/** The mark a reprint leaves on the receipt it repeats. */
export const duplicateMark = (number: number): string => `duplicate#${number}`;

/** The mark that a tax-free form leaves on a sale it let go: it never claims it again. */
export const releaseMark = (form: string): string => `released#${form}`;

/** That a sale is on a tax-free form, or about to be. */
export interface Claim {
  form: string;
  /** When, ISO 8601 in UTC. */
  at: string;
  /** The other receipts that the form claims. */
  others: readonly string[];
  /** The lines that are on the form; absent while it is being issued, when it holds all of them. */
  lines?: readonly number[];
}

/** An entry as it stands in the ledger, with what happened to it since. */
export interface StoredEntry extends SealedEntry {
  left: ReadonlyMap<number, Left>;
  /** How often goods were taken off it or given back to it; 0 for a sale of which nothing ever came back. */
  goodsRevision: number;
  /** Return number → what it took, as `markText` wrote it. */
  returns: ReadonlyMap<string, string>;
  /** Duplicate's number → receipt number of the entry that recorded it. */
  duplicates: ReadonlyMap<number, string>;
  /** The tax-free form that has it. */
  claim?: Claim;
  /** Tax-free forms that let it go → when, ISO 8601 in UTC: the newest of them, `KEPT_RELEASES` or a few more. */
  releasedBy: ReadonlyMap<string, string>;
}

/** What a sale holds instead of its lines until something of it comes back: its entry says how much that is. */
export const ALL_LEFT = 'all';

/** What is left of each sold line, by its number, as the ledger holds it from the first return on. */
export const leftAttribute = (left: Iterable<readonly [line: number, left: Left]>): AttributeValue => {
  const number = (value: number): AttributeValue => ({ N: String(value) });
  const lines = [...left].map(([line, { quantity, amount, unit }]): [string, AttributeValue] => [
    String(line),
    { M: { quantity: number(quantity), amount: number(amount), unit: number(unit) } },
  ]);
  return { M: Object.fromEntries(lines) };
};

function leftOfItem(item: Item, entry: Entry): Map<number, Left> {
  if (item.left?.S === ALL_LEFT) return entry.kind === 'sale' ? wholeOf(entry) : new Map();
  const lines = Object.entries(item.left?.M ?? {});
  const count = (value: AttributeValue | undefined): number => Number(value?.N ?? 0);
  return new Map(
    lines.map(([line, { M = {} }]) => [
      Number(line),
      { quantity: count(M.quantity), amount: count(M.amount), unit: count(M.unit) },
    ]),
  );
}

const marked = (item: Item, prefix: string): [string, string][] =>
  Object.entries(item).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value.S ?? '']] : [],
  );

/** Lines of a sale as its claim names them: their numbers, separated by blanks. */
export const heldText = (lines: readonly number[]): string => lines.join(' ');
export const heldLines = (text: string): number[] => (text === '' ? [] : text.split(' ').map(Number));

function claimOfItem(item: Item): { claim?: Claim } {
  const { form, at, others, lines } = item.claim?.M ?? {};
  if (form?.S === undefined) return {};
  const held = lines?.S === undefined ? {} : { lines: heldLines(lines.S) };
  return { claim: { form: form.S, at: at?.S ?? '', others: others?.S?.split(' ') ?? [], ...held } };
}

/**
 * The signed text as the ledger keeps it (raw DEFLATE, RFC 1951): about half its size, so that a receipt of sixteen lines costs one
 * write unit and not two.
 */
export const packed = (canonical: string): Uint8Array => deflateRawSync(canonical);

/** Entries fit into less than half of the pool that buffers are cut from, so none is made for each of them. */
const PIECE_BYTES = 3072;

/** The signed text again. @throws Error for what was not packed so */
export const unpacked = (entry: Uint8Array): string => inflateRawSync(entry, { chunkSize: PIECE_BYTES }).toString();

/** Reads an item of the ledger. The signed text is taken as it is; its token follows from it. */
export function storedEntry(item: Item): StoredEntry {
  const canonical = unpacked(item.entry?.B ?? new Uint8Array());
  const signature = item.signature?.B ?? new Uint8Array();
  const entry = JSON.parse(canonical) as Entry;
  return {
    entry,
    canonical,
    signature,
    token: tokenOf(entry, canonical, signature),
    left: leftOfItem(item, entry),
    goodsRevision: Number(item[GOODS_REVISION]?.N ?? 0),
    returns: new Map(marked(item, 'return#')),
    duplicates: new Map(marked(item, 'duplicate#').map(([number, by]) => [Number(number), by])),
    ...claimOfItem(item),
    releasedBy: new Map(marked(item, 'released#')),
  };
}

/** Says which repair took a forged entry away: the place is free again for the till whose chain it is in. */
export const VACATED = 'vacated';

/** Whether a place is as good as empty. Nothing in the ledger is deleted, so a forged entry leaves an item without content. */
export const isVacated = (item: Readonly<Record<string, unknown>>): boolean =>
  item[VACATED] !== undefined && item.entry === undefined;

/** The entry that an item holds, if it is there and was not taken away. */
export const entryIn = (item: Item | undefined): StoredEntry | undefined =>
  item === undefined || isVacated(item) ? undefined : storedEntry(item);

/** The receipt number of an entry. */
export const numberOf = (entry: Place): string => formatReceiptNumber(entry);
