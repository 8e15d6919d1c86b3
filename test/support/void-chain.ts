import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { SigningKey } from '../../domain/chain/token.ts';
import { entryKey, type Item, packed } from '../../lambdas/shared/ledger-item.ts';

const AT = { time: '2026-11-24T10:30:00+01:00', operator: 'camille', recordedAt: '2026-11-24T09:30:01.000Z' };
const BATCH = 25;

const itemOf = ({ entry, canonical, signature }: SealedEntry): Item => ({
  ...entryKey(entry),
  entry: { B: packed(canonical) },
  signature: { B: signature },
});

/** Puts a till's chain of so many void entries into a table, as checkout would have written it. */
export async function writeVoidChain(
  client: DynamoDBClient,
  table: string,
  { store, till, entries }: { store: string; till: string; entries: number },
  key: SigningKey,
): Promise<void> {
  const items: Item[] = [];
  let end = genesis(store, till);
  while (items.length < entries) {
    const sealed = seal(end, { kind: 'void', reason: 'printer jam' }, AT, key);
    items.push(itemOf(sealed));
    end = endOf(sealed.token) ?? end;
  }
  for (let start = 0; start < items.length; start += BATCH) {
    const requests = items.slice(start, start + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}
