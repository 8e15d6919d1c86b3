import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isServes, type Serves } from '../../domain/traffic/slices.ts';
import {
  NEVER_LEFT,
  type RegionTraffic,
  TRAFFIC_KEY,
  type Traffic,
  trafficAttribute,
} from '../../domain/traffic/traffic.ts';
import { type Patience, REQUEST_PATIENCE, untilAnswered } from './deadline.ts';
import type { Item } from './ledger-item.ts';

/** The key of the traffic item in `operations`. */
export const trafficKey = { pk: { S: TRAFFIC_KEY }, sk: { S: TRAFFIC_KEY } };

function servesIn(item: Item, region: string): Serves {
  const serves = item[trafficAttribute('serves', region)]?.S ?? NEVER_LEFT.serves;
  if (!isServes(serves))
    throw new Error(`TRAFFIC says that ${region} serves '${serves}'; allowed: all, canary, none. Start a failback.`);
  return serves;
}

function regionIn(item: Item, region: string): RegionTraffic {
  const text = (member: 'by' | 'game_day'): string => item[trafficAttribute(member, region)]?.S ?? NEVER_LEFT[member];
  return { serves: servesIn(item, region), by: text('by'), game_day: text('game_day') };
}

/** The traffic item as it stands; a table without one says that no Region was ever left. */
const trafficIn = (item: Item | undefined, regions: readonly string[]): Traffic => ({
  revision: Number(item?.revision?.N ?? 0),
  regions: Object.fromEntries(regions.map((region) => [region, regionIn(item ?? {}, region)])),
});

/**
 * Reads what Regions serve: one strong read of one item, whose size is bounded by the number of Regions.
 *
 * @throws OutcomeUnknown when the table does not answer; Error when the item says what no Region can serve
 */
export async function readTraffic(
  client: DynamoDBClient,
  table: string,
  regions: readonly string[],
  patience: Patience = REQUEST_PATIENCE,
): Promise<Traffic> {
  const command = new GetItemCommand({ TableName: table, Key: trafficKey, ConsistentRead: true });
  const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }), patience);
  return trafficIn(Item, regions);
}
