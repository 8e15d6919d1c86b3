import { dynamoDBClient } from '../../lambdas/shared/dynamodb.ts';
import { seededRandom } from '../statistics.ts';
import { type Contender, createContender } from './contenders.ts';
import { type Count, countRequests } from './counting.ts';
import { type ItemFigures, measureItem } from './item.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createTill } from './till.ts';

export interface RequestFigures {
  checkout: Count;
  replay: Count;
}

/** Sells and replays one receipt at a till that sold before, and takes the counts. */
async function countOne(contender: Contender, seed: number): Promise<RequestFigures> {
  const client = dynamoDBClient();
  const take = countRequests(client);
  const random = seededRandom(seed);
  const till = createTill(createContender(contender, client), 'HAUSSMANN', '901', { sequence: 0 });
  await till.sell(saleRequest(TYPICAL_LINES, random));
  take();
  await till.sell(saleRequest(TYPICAL_LINES, random));
  const checkout = take();
  const { statusCode, body } = await till.replay();
  if (statusCode !== 200) throw new Error(`a replay answered ${statusCode}: ${body}`);
  return { checkout, replay: take() };
}

/** Requests and units of a checkout and of its replay, counted at the SDK, and the size of what a checkout writes. */
export const measureRequests = async (
  seed: number,
): Promise<Record<Contender, RequestFigures> & { item: ItemFigures }> => ({
  ours: await countOne('ours', seed),
  baseline: await countOne('baseline', seed),
  item: await measureItem(seed),
});
