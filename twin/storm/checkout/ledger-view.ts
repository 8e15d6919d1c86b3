import type { Place } from '../../../domain/receipt-number.ts';
import { chainPartition, entryKey, type StoredEntry, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { keyOf, type Table } from '../table/table.ts';
import type { Item } from '../table/value.ts';

/** The ledger seen from outside of both Regions, at once and without faults: what a GET would say. */
export interface LedgerView {
  entry(place: Place): StoredEntry | undefined;
  /** A till's chain, in order. */
  chain(till: { store: string; till: string }): StoredEntry[];
}

/** Items never change in place, so each is unpacked once. */
const unpackedItems = new WeakMap<Item, StoredEntry>();

function unpacked(item: Item): StoredEntry {
  const found = unpackedItems.get(item) ?? storedEntry(item);
  unpackedItems.set(item, found);
  return found;
}

export const viewOf = (ledger: Table): LedgerView => ({
  entry(place) {
    const item = ledger.get(keyOf(entryKey(place)));
    return item === undefined ? undefined : unpacked(item);
  },
  chain: ({ store, till }) => ledger.partition(chainPartition(store, till)).map(unpacked),
});
