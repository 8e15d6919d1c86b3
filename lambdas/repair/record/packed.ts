import type { Item } from '../../shared/ledger-item.ts';
import type { Packed } from './notes.ts';

const BYTES = 'base64:';

/** An item as JSON: its bytes as texts that say so. */
export const packedItem = (item: Item): Packed =>
  JSON.parse(
    JSON.stringify(item, (_, value: unknown) =>
      value instanceof Uint8Array ? `${BYTES}${Buffer.from(value).toString('base64')}` : value,
    ),
    // A Buffer turns itself into an object before the replacer sees it.
    (_, value: unknown) => {
      const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
      return type === 'Buffer' && Array.isArray(data) ? `${BYTES}${Buffer.from(data).toString('base64')}` : value;
    },
  ) as Packed;

/** The item that {@link packedItem} packed. */
export const unpackedItem = (packed: Packed): Item =>
  JSON.parse(JSON.stringify(packed), (name, value: unknown) =>
    name === 'B' && typeof value === 'string' && value.startsWith(BYTES)
      ? Buffer.from(value.slice(BYTES.length), 'base64')
      : value,
  ) as Item;
