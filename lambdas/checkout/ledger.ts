import {
  type ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { SealedEntry } from '../../domain/chain/append.ts';
import type { Place } from '../../domain/receipt-number.ts';
import { untilAnswered } from '../shared/deadline.ts';
import {
  ALL_LEFT,
  entryIn,
  entryKey,
  type Item,
  packed,
  type StoredEntry,
  storedEntry,
  VACATED,
} from '../shared/ledger-item.ts';
import type { ReferenceClaim } from '../shared/reference-item.ts';
import { type Claiming, claimReference } from './references.ts';
import type { Update } from './updates.ts';

/** What a conditional write met: it took effect (an update brings the item as it is now), or the item as it stood instead. */
export type Written = { done: true; item?: StoredEntry } | { done: false; item?: StoredEntry };

/**
 * The ledger as checkout writes it. Each method is one DynamoDB request on one item; its condition restates the guard, and a failed
 * condition brings the item back, so nobody reads before writing.
 */
export interface Ledger {
  /**
   * Writes an entry where the till's chain has none yet. Dies before: nothing. Dies after, or the answer is lost: the replay meets its
   * own entry.
   */
  append(sealed: SealedEntry): Promise<Written>;
  /** Marks a receipt by what happens to it later. Dies after, or the answer is lost: the replay meets its own mark. */
  mark(receipt: Place, update: Update): Promise<Written>;
  /**
   * Claims a voucher for a receipt: when nobody has it, or when this receipt has it already, whose claim then is as young as its replay.
   * Dies after, or the answer is lost: the replay meets its own claim.
   * @returns the claim of another receipt that stands instead; undefined when the voucher is this one's
   */
  claim(claiming: Claiming): Promise<ReferenceClaim | undefined>;
}

/** Nothing stands in the place, or only what a repair left of a forged entry. */
const IS_FREE = `attribute_not_exists(pk) OR (attribute_exists(${VACATED}) AND attribute_not_exists(entry))`;

const entryItem = ({ entry, canonical, signature }: SealedEntry): Item => ({
  ...entryKey(entry),
  entry: { B: packed(canonical) },
  signature: { B: signature },
  ...(entry.kind === 'sale' ? { left: { S: ALL_LEFT } } : {}),
});

async function conditional(write: () => Promise<{ Attributes?: Item | undefined }>): Promise<Written> {
  try {
    const { Attributes } = await write();
    return Attributes ? { done: true, item: storedEntry(Attributes) } : { done: true };
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    const { Item: found } = error as ConditionalCheckFailedException;
    const standing = entryIn(found);
    return standing ? { done: false, item: standing } : { done: false };
  }
}

export const createLedger = (client: DynamoDBClient, table: string): Ledger => ({
  claim: (claiming) => claimReference(client, table, claiming),
  append: (sealed) =>
    untilAnswered((abortSignal) =>
      conditional(() => {
        const command = new PutItemCommand({
          TableName: table,
          Item: entryItem(sealed),
          ConditionExpression: IS_FREE,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return client.send(command, { abortSignal });
      }),
    ),
  mark: (receipt, update) =>
    untilAnswered((abortSignal) =>
      conditional(() => {
        const command = new UpdateItemCommand({
          TableName: table,
          Key: entryKey(receipt),
          ...update,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return client.send(command, { abortSignal });
      }),
    ),
});
