import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLocks, type Locks } from '../../../lambdas/runs/locks.ts';
import { readTraffic } from '../../../lambdas/shared/traffic-item.ts';
import { type Attributes, oneItem, type Update } from '../../support/one-item-table.ts';

export const REGIONS = ['eu-west-3', 'eu-central-1'] as const;
export type Region = (typeof REGIONS)[number];
export const otherThan = (region: Region): Region => (region === REGIONS[0] ? REGIONS[1] : REGIONS[0]);

/** The product's own client code over one item: its conditions are the product's, the item is the model's. */
function clientOf(table: ReturnType<typeof oneItem>): DynamoDBClient {
  const send = async ({ input }: { input: Update | object }): Promise<object> => {
    if ('UpdateExpression' in input) table.update(input);
    return { Item: table.now() };
  };
  return { send } as unknown as DynamoDBClient;
}

/** Does something with the locks of the product. @returns what it gave, and the item afterwards */
export async function withLocks<T>(item: Attributes, work: (locks: Locks) => Promise<T>): Promise<[T, Attributes]> {
  const table = oneItem(item);
  const result = await work(createLocks(clientOf(table), 'operations'));
  return [result, table.now()];
}

export const trafficIn = (item: Attributes) => readTraffic(clientOf(oneItem(item)), 'operations', REGIONS);

/** A conditional write. @returns the item afterwards, or undefined when the condition did not hold */
export function written(item: Attributes, update: Update): Attributes | undefined {
  const table = oneItem(item);
  try {
    table.update(update);
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
  return table.now();
}
