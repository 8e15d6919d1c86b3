import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Serves } from '../../domain/traffic/slices.ts';
import { type Traffic, trafficOf } from '../../domain/traffic/traffic.ts';
import type { Patience } from '../shared/deadline.ts';
import { readTraffic } from '../shared/traffic-item.ts';

const PATIENCE: Patience = { total_ms: 1500, first_delay_ms: 20, attempts: 3 };

/** How long one look stands for all who ask: an open address must not be a way to make us read. */
const FRESH_FOR_MS = 1000;

/** What Regions serve, as runbooks set it. */
export interface Switch {
  /** A strong read, at most one a second for all Regions. A Region that was never left serves everything. */
  serves(region: string): Promise<Serves>;
}

export function createSwitch(
  client: DynamoDBClient,
  table: string,
  regions: readonly string[],
  now: () => number,
): Switch {
  let look: { readonly at_ms: number; readonly traffic: Promise<Traffic> } | undefined;
  return {
    async serves(region) {
      if (look === undefined || now() - look.at_ms >= FRESH_FOR_MS)
        look = { at_ms: now(), traffic: readTraffic(client, table, regions, PATIENCE) };
      return trafficOf(await look.traffic, region).serves;
    },
  };
}
