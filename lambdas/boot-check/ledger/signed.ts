import { unpacked } from '../../shared/ledger-item.ts';
import type { WireItem, WireValue } from '../tables/wire.ts';

const bytes = (value: WireValue | undefined): Buffer => Buffer.from(value?.B ?? '', 'base64');

/** The signed text of an item, undefined where it cannot be unpacked, and its signature. */
export function signedOf(item: WireItem): { canonical: string | undefined; signature: Uint8Array } {
  const signature = bytes(item.signature);
  try {
    return { canonical: unpacked(bytes(item.entry)), signature };
  } catch {
    return { canonical: undefined, signature };
  }
}
