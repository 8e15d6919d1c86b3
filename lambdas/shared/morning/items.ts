import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../deadline.ts';

export type Item = Record<string, AttributeValue>;

/** What runs left in the `operations` table. Each method is one request, or one a page. */
export interface Items {
  /** Writes content unless this run's or a later run's is there: later runs replace earlier ones, and none itself. */
  write(pk: string, sk: string, content: unknown, run_started_at: string): Promise<void>;
  read<T>(pk: string, sk: string): Promise<T | undefined>;
  /** @param condition on the sort key, with its `values` */
  query<T>(pk: string, condition: string, values: Item): Promise<T[]>;
}

/** Reports are a few hundred rows of much the same words: deflated they stay far below the 400 KB an item may have. */
const packed = (content: unknown): AttributeValue => ({ B: deflateRawSync(JSON.stringify(content)) });
const unpacked = <T>(item: Item): T => JSON.parse(inflateRawSync(item.content?.B ?? new Uint8Array()).toString()) as T;

export function createItems(client: DynamoDBClient, TableName: string): Items {
  async function write(pk: string, sk: string, content: unknown, run_started_at: string): Promise<void> {
    const command = new PutItemCommand({
      TableName,
      Item: { pk: { S: pk }, sk: { S: sk }, runStartedAt: { S: run_started_at }, content: packed(content) },
      ConditionExpression: 'attribute_not_exists(pk) OR runStartedAt < :began',
      ExpressionAttributeValues: { ':began': { S: run_started_at } },
    });
    try {
      await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    }
  }

  async function read<T>(pk: string, sk: string): Promise<T | undefined> {
    const command = new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true });
    const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    return Item && unpacked<T>(Item);
  }

  async function query<T>(pk: string, condition: string, values: Item): Promise<T[]> {
    const found: T[] = [];
    let from: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ':pk': { S: pk }, ...values },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      const { Items = [], LastEvaluatedKey } = await untilAnswered((abortSignal) =>
        client.send(command, { abortSignal }),
      );
      found.push(...Items.map((item) => unpacked<T>(item)));
      from = LastEvaluatedKey;
    } while (from);
    return found;
  }

  return { write, read, query };
}
