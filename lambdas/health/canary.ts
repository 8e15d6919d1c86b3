import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Patience, untilAnswered } from '../shared/deadline.ts';

const PATIENCE: Patience = { total_ms: 1500, first_delay_ms: 20, attempts: 3 };

/** How long one look stands for all who ask: an open address must not be a way to make us write. */
const FRESH_FOR_MS = 1000;

const isFresh = (beat: number, now: number): boolean => Math.abs(now - beat) < FRESH_FOR_MS;

/**
 * Looks whether this Region can read and write strongly, by its canary in the ledger: at most one write a second and Region, however many
 * sandboxes are asked. A strong read comes first; where it finds a beat of this second, another sandbox of the Region has just written it,
 * which is the answer. Else the beat is written, on condition that it is still as old.
 *
 * Dies before or after, or its answer is lost: nothing follows but the next look. Comes again an hour later: its condition fails, as the beat
 * has gone up. The other Region has an item of its own. The item is one number, so that it cannot grow. A beat far in the future (a clock
 * that was wrong) is never fresh, so that it cannot stand for a look; its condition fails, and failing it takes a strong write as well.
 */
async function look(client: DynamoDBClient, table: string, region: string, now: number): Promise<void> {
  const Key = { pk: { S: `CANARY#${region}` }, sk: { S: 'CANARY' } };
  const { Item } = await untilAnswered(
    (abortSignal) => client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }), { abortSignal }),
    PATIENCE,
  );
  if (Item?.beat?.N !== undefined && isFresh(Number(Item.beat.N), now)) return;
  const write = new UpdateItemCommand({
    TableName: table,
    Key,
    UpdateExpression: 'SET beat = :now',
    ConditionExpression: 'attribute_not_exists(beat) OR beat <= :old',
    ExpressionAttributeValues: { ':now': { N: String(now) }, ':old': { N: String(now - FRESH_FOR_MS) } },
  });
  await untilAnswered(
    (abortSignal) =>
      client.send(write, { abortSignal }).catch((error: Error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error;
      }),
    PATIENCE,
  );
}

/** One sandbox's looks: one at a time and one a second at most, whose answer, good or bad, is that of everybody who asks meanwhile. */
export function createProbe(client: DynamoDBClient, table: string, region: string, now: () => number) {
  let running: Promise<void> | undefined;
  let freshUntil_ms = 0;
  return (): Promise<void> => {
    if (running !== undefined && now() < freshUntil_ms) return running;
    freshUntil_ms = now() + FRESH_FOR_MS;
    running = look(client, table, region, now());
    return running;
  };
}
