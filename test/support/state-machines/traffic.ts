import type { Serves } from '../../../domain/traffic/slices.ts';
import { trafficAttribute } from '../../../domain/traffic/traffic.ts';
import type { JsonObject } from '../../../twin/step-functions/json.ts';
import { type Attributes, oneItem, type Update } from '../one-item-table.ts';
import { fail } from './answers.ts';

const HERE = 'eu-central-1';
const THERE = 'eu-west-3';

/** What the item says of the Region to leave, and of the one in which the run is. */
export interface Served {
  readonly there: Serves;
  readonly here: Serves;
  readonly revision: number;
  readonly by: string;
  readonly game_day: string;
}

export const UNTOUCHED: Served = { there: 'all', here: 'all', revision: 0, by: 'nobody', game_day: 'none' };

/** The item as a run would find it. */
const itemOf = ({ there, here, revision, by, game_day }: Served): Attributes =>
  revision === 0
    ? {}
    : {
        revision: { N: String(revision) },
        [trafficAttribute('serves', THERE)]: { S: there },
        [trafficAttribute('serves', HERE)]: { S: here },
        [trafficAttribute('by', THERE)]: { S: by },
        [trafficAttribute('game_day', THERE)]: { S: game_day },
      };

function servedIn(item: Attributes): Served {
  const text = (name: string, otherwise: string): string => item[name]?.S ?? otherwise;
  return {
    there: text(trafficAttribute('serves', THERE), 'all') as Serves,
    here: text(trafficAttribute('serves', HERE), 'all') as Serves,
    revision: Number(item.revision?.N ?? 0),
    by: text(trafficAttribute('by', THERE), 'nobody'),
    game_day: text(trafficAttribute('game_day', THERE), 'none'),
  };
}

/** What `gather` and `returned` say of the traffic. */
export const seenOf = ({ there, here, revision, by, game_day }: Served) => ({
  revision,
  own: { serves: here, by: 'nobody', game_day: 'none' },
  left: { serves: there, by, game_day },
});

/** The traffic item, on which a scenario's run holds the lock unless somebody else is said to. */
export function trafficAt(found: Served = UNTOUCHED) {
  const table = oneItem(itemOf(found));
  const setLock = (run: string) =>
    table.update({
      UpdateExpression: 'SET #run = :run, #until = :until',
      ExpressionAttributeNames: { '#run': 'run', '#until': 'until' },
      ExpressionAttributeValues: { ':run': { S: run }, ':until': { S: '2100-01-01T00:00:00.000Z' } },
    });
  return {
    now: (): Served => servedIn(table.now()),
    lock: setLock,
    update(input: JsonObject | Record<string, unknown>): object {
      try {
        table.update(input as unknown as Update);
      } catch (error) {
        throw fail(`DynamoDb.${(error as Error).name}`, (error as Error).message);
      }
      return {};
    },
  };
}
