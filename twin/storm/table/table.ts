import { validation } from './errors.ts';
import { type Item, itemSize } from './value.ts';

/** Source: Amazon DynamoDB Developer Guide, "Quotas". */
const ITEM_SIZE_MAX = 400 * 1024;

export interface Key {
  pk: string;
  sk: string;
}

/** The key of an item or of a request. @throws ValidationException when it is not two texts that say something */
export function keyOf({ pk, sk }: Item): Key {
  if (!pk?.S || !sk?.S) throw validation('One or more parameter values were invalid: the key needs pk and sk');
  return { pk: pk.S, sk: sk.S };
}

/** The items of one table, by partition and sort key. */
export interface Table {
  get(key: Key): Item | undefined;
  /** @throws ValidationException when the item is larger than 400 KB */
  put(item: Item): void;
  /** The items of a partition, in the order of their sort keys. */
  partition(pk: string): Item[];
  /** Every item there is, in no order that means anything. */
  all(): Item[];
}

const bySortKey = (a: Item, b: Item): number => Buffer.compare(Buffer.from(a.sk?.S ?? ''), Buffer.from(b.sk?.S ?? ''));

export function createTable(): Table {
  const partitions = new Map<string, Map<string, Item>>();
  return {
    get: ({ pk, sk }) => partitions.get(pk)?.get(sk),
    put(item) {
      if (itemSize(item) > ITEM_SIZE_MAX) throw validation('Item size has exceeded the maximum allowed size');
      const { pk, sk } = keyOf(item);
      const partition = partitions.get(pk) ?? new Map<string, Item>();
      partitions.set(pk, partition.set(sk, item));
    },
    partition: (pk) => [...(partitions.get(pk)?.values() ?? [])].sort(bySortKey),
    all: () => [...partitions.values()].flatMap((partition) => [...partition.values()]),
  };
}
