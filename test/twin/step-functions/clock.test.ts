import { describe, expect, it } from 'vitest';
import { WALL_CLOCK } from '../../../twin/step-functions/clock/clock.ts';
import { until } from '../../../twin/step-functions/clock/until.ts';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';

const going = new AbortController().signal;

describe('a virtual clock', () => {
  it('rings timers in the order of their times, without waiting', async () => {
    const clock = virtualClock(0);
    const rung: number[] = [];
    const sleep = (ms: number) => clock.sleep(ms, going).then(() => rung.push(clock.now()));
    await Promise.all([sleep(86_400_000), sleep(10), sleep(5000)]);
    expect(rung).toEqual([10, 5000, 86_400_000]);
  });

  it('never goes back for a timer whose time has passed', async () => {
    const clock = virtualClock(1000);
    await clock.sleep(1, going);
    expect(clock.now()).toBe(1000);
  });
});

it('the clock on the wall sleeps no longer than asked when the time has passed', async () => {
  const before = Date.now();
  await WALL_CLOCK.sleep(before - 1, going);
  await WALL_CLOCK.sleep(before + 20, going);
  expect(Date.now() - before).toBeGreaterThanOrEqual(20);
});

describe('work that is no longer waited for', () => {
  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const waiting = until(new Promise(() => undefined), stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('may fail later without disturbing anybody', async () => {
    const fails = new Promise<never>((_, reject) => setImmediate(() => reject(new Error('late'))));
    await expect(until(fails, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    await new Promise((turn) => setTimeout(turn, 5));
  });
});
