import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Patience, untilAnswered } from '../shared/deadline.ts';

const PATIENCE: Patience = { total_ms: 1500, first_delay_ms: 20, attempts: 3 };

/** How long one probe's result stands for all who ask: an open address must not be a way to make us write. */
const FRESH_FOR_MS = 1000;

/**
 * Beats a Region's canary in the ledger: a strong read, then a write on condition that the beat goes up. Two sandboxes at once are
 * harmless: the one that comes second fails its condition, and that is an answer too.
 */
async function beat(client: DynamoDBClient, table: string, region: string, now: number): Promise<void> {
  const Key = { pk: { S: `CANARY#${region}` }, sk: { S: 'CANARY' } };
  await untilAnswered(
    (abortSignal) => client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }), { abortSignal }),
    PATIENCE,
  );
  const write = new UpdateItemCommand({
    TableName: table,
    Key,
    UpdateExpression: 'SET beat = :now',
    ConditionExpression: 'attribute_not_exists(beat) OR beat < :now',
    ExpressionAttributeValues: { ':now': { N: String(now) } },
  });
  await untilAnswered(
    (abortSignal) =>
      client.send(write, { abortSignal }).catch((error: Error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error;
      }),
    PATIENCE,
  );
}

export function createProbe(client: DynamoDBClient, table: string, region: string, now: () => number) {
  let running: Promise<void> | undefined;
  let freshUntil_ms = 0;
  return (): Promise<void> => {
    if (running !== undefined && now() < freshUntil_ms) return running;
    freshUntil_ms = now() + FRESH_FOR_MS;
    running = beat(client, table, region, now());
    return running;
  };
}
