import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Air } from './air.ts';
import type { Region } from './region.ts';

/** As the store client waits (client/regions), in round numbers. */
const ATTEMPT_WITHIN_MS = 2_500;
const HEDGE_AFTER_MS = 300;
const PAUSE_MS = 1_000;

type Answer = APIGatewayProxyResult;

/** Sends a request, the same bytes each time, until a Region answers it. */
export type Caller = (event: APIGatewayProxyEvent) => Promise<Answer>;

/** What leaves the outcome open: no answer, or one that says so. */
const isOpen = (answer: Answer | undefined): answer is undefined => answer === undefined || answer.statusCode >= 500;

/** The first answer that closes the matter; undefined when all have failed. */
async function firstAnswer(attempts: readonly Promise<Answer | undefined>[]): Promise<Answer | undefined> {
  const closing = attempts.map(async (attempt) => {
    const answer = await attempt;
    if (isOpen(answer)) throw new Error('open');
    return answer;
  });
  return Promise.any(closing).catch(() => undefined);
}

/**
 * A till or kiosk as a caller: it asks one Region, the other one too when the first is silent, and both again after a pause. It goes on
 * by the first answer it gets, whatever the other Region is still doing.
 */
export function createCaller({ time, dice }: Air, regions: readonly [Region, Region]): Caller {
  const attempt = (region: Region, event: APIGatewayProxyEvent): Promise<Answer | undefined> =>
    Promise.race([region.call(event), time.sleep(ATTEMPT_WITHIN_MS).then(() => undefined)]);

  async function round(event: APIGatewayProxyEvent): Promise<Answer | undefined> {
    const [first, second] = dice.next() < 0.5 ? regions : [regions[1], regions[0]];
    const hedgeAfter_ms = dice.next() < 0.3 ? 0 : HEDGE_AFTER_MS;
    const one = attempt(first, event);
    const early = await Promise.race([one, time.sleep(hedgeAfter_ms).then(() => undefined)]);
    return isOpen(early) ? firstAnswer([one, attempt(second, event)]) : early;
  }

  return async (event) => {
    for (;;) {
      const answer = await round(event);
      if (answer !== undefined) return answer;
      await time.sleep(dice.below(PAUSE_MS));
    }
  };
}
