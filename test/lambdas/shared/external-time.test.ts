import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { countingExternalTime, externally } from '../../../lambdas/shared/external-time.ts';

const ask = (ms: number): Promise<string> => externally(() => sleep(ms, `after ${ms}`));

const fail = (): Promise<never> =>
  externally(async () => {
    await sleep(10);
    throw new Error('no');
  });

test('what an answer waits for outside is counted, whether it succeeds or not, and its own work is not', async () => {
  const time = { waited_ms: 0 };
  const answer = await countingExternalTime(time, async () => {
    await sleep(60);
    await fail().catch(() => undefined);
    return ask(30);
  });
  expect(answer).toBe('after 30');
  expect(time.waited_ms).toBeGreaterThan(38);
  expect(time.waited_ms).toBeLessThan(90);
});

test('two answers at once count apart', async () => {
  const [slow, quick] = [{ waited_ms: 0 }, { waited_ms: 0 }];
  await Promise.all([
    countingExternalTime(slow, () => externally(() => sleep(80))),
    countingExternalTime(quick, () => externally(() => sleep(1))),
  ]);
  expect(slow.waited_ms - quick.waited_ms).toBeGreaterThan(40);
});

test('nobody needs to count', async () => {
  expect(await ask(0)).toBe('after 0');
});
