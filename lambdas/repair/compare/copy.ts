import { inflateRawSync } from 'node:zlib';
import type { Copy } from '../../../domain/repair/till-comparison.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';

function textOf(item: Item): string | undefined {
  try {
    return inflateRawSync(item.entry?.B ?? new Uint8Array()).toString();
  } catch {
    return undefined;
  }
}

/** Stored bytes as text; what is no bytes at all, as whoever wrote it left it. */
const bytesOf = (value: Item[string] | undefined): string =>
  value?.B === undefined ? JSON.stringify(value ?? null) : Buffer.from(value.B).toString('base64');

/** The stored bytes of an entry and its signature, as one text. */
export const signedBytes = ({ entry, signature }: Item): string => `${bytesOf(entry)} ${bytesOf(signature)}`;

/** An item of the ledger as a comparison looks at it. */
export const copyOf = (item: Item): Copy => ({
  bytes: signedBytes(item),
  canonical: textOf(item),
  signature: item.signature?.B ?? new Uint8Array(),
  marks: () => marksOf(item),
});
