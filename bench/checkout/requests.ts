import { dynamoDBClient } from '../../lambdas/shared/dynamodb.ts';
import { rounded, seededRandom } from '../statistics.ts';
import { type Contender, createContender } from './contenders.ts';
import { type Count, countRequests } from './counting.ts';
import { type ItemFigures, measureItem } from './item.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createTill } from './till.ts';

/** What a step sends and consumes, in the mean of all receipts. */
export interface StepFigure {
  requests: number;
  write_units: number;
  read_units: number;
  /** The commands of one step, in order. */
  commands: string[];
}

export interface RequestFigures {
  checkout: StepFigure;
  replay: StepFigure;
}

const RECEIPTS = 20;

function meanOf(counts: readonly Count[]): StepFigure {
  const mean = (of: (count: Count) => number): number =>
    rounded(counts.reduce((sum, count) => sum + of(count), 0) / counts.length);
  return {
    requests: mean(({ requests }) => requests.length),
    write_units: mean(({ write_units }) => write_units),
    read_units: mean(({ read_units }) => read_units),
    commands: counts.at(-1)?.requests ?? [],
  };
}

/** Sells some receipts and replays each, and takes the counts. */
async function countSteps(contender: Contender, seed: number): Promise<RequestFigures> {
  const client = dynamoDBClient();
  const random = seededRandom(seed);
  const till = createTill(createContender(contender, client), 'HAUSSMANN', '901', { sequence: 0 });
  await till.sell(saleRequest(TYPICAL_LINES, random));
  const take = countRequests(client);
  const checkouts: Count[] = [];
  const replays: Count[] = [];
  for (let sold = 0; sold < RECEIPTS; sold++) {
    await till.sell(saleRequest(TYPICAL_LINES, random));
    checkouts.push(take());
    const { statusCode, body } = await till.replay();
    if (statusCode !== 200) throw new Error(`a replay answered ${statusCode}: ${body}`);
    replays.push(take());
  }
  return { checkout: meanOf(checkouts), replay: meanOf(replays) };
}

/** Requests and units of a checkout and of its replay, counted at the SDK, and the size of what a checkout writes. */
export const measureRequests = async (
  seed: number,
): Promise<Record<Contender, RequestFigures> & { item: ItemFigures }> => ({
  ours: await countSteps('ours', seed),
  baseline: await countSteps('baseline', seed),
  item: await measureItem(seed),
});
