import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Serves } from '../../../domain/traffic/slices.ts';
import { trafficAttribute, trafficOf } from '../../../domain/traffic/traffic.ts';
import { readTraffic, trafficKey } from '../../../lambdas/shared/traffic-item.ts';
import { workplaceOf } from '../../stock.ts';
import type { Outside } from '../../supervisor/outside.ts';

/** What a Region serves, looked at from outside. A Region that was never left serves everything. */
export async function servesOf(outside: Outside, region: string): Promise<Serves> {
  const { dynamodb, operationsTable } = workplaceOf(outside);
  return trafficOf(await readTraffic(dynamodb, operationsTable, [region]), region).serves;
}

/** Between two scenarios: everything serves again by the next revision, and no run holds the lock. */
export async function serveAgain(outside: Outside, regions: readonly string[]): Promise<void> {
  const { dynamodb, operationsTable: TableName } = workplaceOf(outside);
  const { revision } = await readTraffic(dynamodb, TableName, regions);
  const names = regions.map((region, i): [string, string] => [`#serves${i}`, trafficAttribute('serves', region)]);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: trafficKey,
      UpdateExpression: `SET #revision = :next, ${names.map(([name]) => `${name} = :all`).join(', ')} REMOVE #run, #until`,
      ExpressionAttributeNames: {
        '#revision': 'revision',
        '#run': 'run',
        '#until': 'until',
        ...Object.fromEntries(names),
      },
      ExpressionAttributeValues: { ':next': { N: String(revision + 1) }, ':all': { S: 'all' } },
    }),
  );
}
