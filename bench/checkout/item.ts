import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDBClient } from '../../lambdas/shared/dynamodb.ts';
import { chainPartition, type Item } from '../../lambdas/shared/ledger-item.ts';
import { median, seededRandom } from '../statistics.ts';
import { ourCheckout, TABLES } from './contenders.ts';
import { attributeBytes, itemBytes, WRITE_UNIT_BYTES } from './item-size.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createTill } from './till.ts';

export interface ItemFigures {
  lines: number;
  bytes: number;
  bytes_max: number;
  /** Bytes per attribute of the largest of the sample, names included. */
  attributes: Record<string, number>;
  /** Most lines with which the median item still takes one write unit. */
  lines_in_one_unit: number;
}

const SAMPLE = 15;
const MOST_LINES = 40;
const STORE = 'HAUSSMANN';

/** The items that some sales of so many lines become in our ledger, smallest first. */
async function itemsOf(lines: number, seed: number): Promise<Item[]> {
  const client = dynamoDBClient();
  const name = `L${lines}`;
  const till = createTill(ourCheckout(TABLES.ledger, client), STORE, name, { sequence: 0 });
  const random = seededRandom(seed + lines);
  for (let sold = 0; sold < SAMPLE; sold++) await till.sell(saleRequest(lines, random));
  const chain = { KeyConditionExpression: 'pk = :chain', TableName: TABLES.ledger };
  const values = { ':chain': { S: chainPartition(STORE, name) } };
  const { Items = [] } = await client.send(new QueryCommand({ ...chain, ExpressionAttributeValues: values }));
  return Items.toSorted((a, b) => itemBytes(a) - itemBytes(b));
}

/** The size of what a checkout writes, and how long a receipt may get before it costs a second write unit. */
export async function measureItem(seed: number): Promise<ItemFigures> {
  const perLines: Item[][] = [];
  const bytesOf = (lines: number): number => median((perLines[lines - 1] ?? []).map(itemBytes));
  do perLines.push(await itemsOf(perLines.length + 1, seed));
  while (
    perLines.length < TYPICAL_LINES ||
    (bytesOf(perLines.length) <= WRITE_UNIT_BYTES && perLines.length < MOST_LINES)
  );
  const largest = perLines[TYPICAL_LINES - 1]?.at(-1) ?? {};
  return {
    lines: TYPICAL_LINES,
    bytes: bytesOf(TYPICAL_LINES),
    bytes_max: itemBytes(largest),
    attributes: attributeBytes(largest),
    lines_in_one_unit: perLines.filter((items) => median(items.map(itemBytes)) <= WRITE_UNIT_BYTES).length,
  };
}
