import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isServes, type Serves } from '../../domain/traffic/slices.ts';
import { type Patience, untilAnswered } from '../shared/deadline.ts';

const PATIENCE: Patience = { total_ms: 1500, first_delay_ms: 20, attempts: 3 };

/** How long one look stands for all who ask: an open address must not be a way to make us read. */
const FRESH_FOR_MS = 1000;

/** What Regions serve, as runbooks set it. */
export interface Switch {
  /** A strong read, at most one a second for each Region. A Region that was never left serves everything. */
  serves(region: string): Promise<Serves>;
}

async function read(client: DynamoDBClient, table: string, region: string): Promise<Serves> {
  const command = new GetItemCommand({
    TableName: table,
    Key: { pk: { S: `SWITCH#${region}` }, sk: { S: 'SWITCH' } },
    ConsistentRead: true,
  });
  const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }), PATIENCE);
  const written = Item?.serves?.S ?? 'all';
  if (!isServes(written)) throw new Error(`the switch of ${region} stands on ${written}`);
  return written;
}

export function createSwitch(client: DynamoDBClient, table: string, now: () => number): Switch {
  const looks = new Map<string, { at_ms: number; serves: Promise<Serves> }>();
  return {
    serves(region) {
      const known = looks.get(region);
      if (known !== undefined && now() - known.at_ms < FRESH_FOR_MS) return known.serves;
      const serves = read(client, table, region);
      looks.set(region, { at_ms: now(), serves });
      return serves;
    },
  };
}
