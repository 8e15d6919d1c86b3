import { describe, expect, it } from 'vitest';
import { atPace, type Clock, OutcomeUnknown, untilAnswered, withinDeadline } from '../../../lambdas/shared/deadline.ts';

/** A clock whose time passes only by sleeping. */
function sleepingClock() {
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    async sleep(delay_ms) {
      slept.push(delay_ms);
      now += delay_ms;
    },
  };
  return { clock, slept };
}

const PATIENCE = { total_ms: 1000, first_delay_ms: 20, attempts: 5 };
const passing = Object.assign(new Error('busy'), { name: 'ThrottlingException' });
const half = () => 0.5;

describe('a request to the database', () => {
  it('that is answered is sent once', async () => {
    const { clock, slept } = sleepingClock();
    expect(await untilAnswered(async () => 'answer', PATIENCE, clock)).toBe('answer');
    expect(slept).toEqual([]);
  });

  it('that is refused for a moment is repeated after pauses that grow', async () => {
    const { clock, slept } = sleepingClock();
    let sent = 0;
    const answer = untilAnswered(
      async () => {
        sent += 1;
        if (sent < 4) throw passing;
        return sent;
      },
      PATIENCE,
      clock,
      half,
    );
    expect(await answer).toBe(4);
    expect(slept).toEqual([10, 20, 40]);
  });

  it.each([
    ['by name', { name: 'TimeoutError' }],
    ['by code', { code: 'ECONNRESET' }],
    ['by status', { $metadata: { httpStatusCode: 503 } }],
  ])('that never succeeds (%s) leaves its outcome unknown after five attempts, and tells why', async (_, like) => {
    const { clock } = sleepingClock();
    const cause = Object.assign(new Error('lost'), like);
    let sent = 0;
    const answer = untilAnswered(
      () => {
        sent += 1;
        return Promise.reject(cause);
      },
      PATIENCE,
      clock,
    );
    await expect(answer).rejects.toSatisfy((error: Error) => error instanceof OutcomeUnknown && error.cause === cause);
    expect(sent).toBe(5);
  });

  it('that is wrong fails as it is, at once', async () => {
    const wrong = Object.assign(new Error('wrong'), { name: 'ValidationException' });
    const { clock, slept } = sleepingClock();
    await expect(untilAnswered(() => Promise.reject(wrong), PATIENCE, clock)).rejects.toBe(wrong);
    expect(slept).toEqual([]);
  });

  it('is not repeated when the pause would end after the deadline', async () => {
    const { clock, slept } = sleepingClock();
    const patience = { ...PATIENCE, total_ms: 35 };
    await expect(untilAnswered(() => Promise.reject(passing), patience, clock, half)).rejects.toThrow(OutcomeUnknown);
    expect(slept).toEqual([10, 20]);
  });

  it('shares the deadline of the client’s request that it is part of', async () => {
    const { clock } = sleepingClock();
    const long = { total_ms: 60_000, first_delay_ms: 1000, attempts: 100 };
    const answer = withinDeadline(() => untilAnswered(() => Promise.reject(passing), long, clock, half), clock);
    await expect(answer).rejects.toThrow(OutcomeUnknown);
    expect(clock.now()).toBeLessThan(1800);
  });

  it('keeps the pace of the work that it is part of, without being told', async () => {
    const { clock, slept } = sleepingClock();
    const answer = atPace({ clock, random: half }, () =>
      withinDeadline(() => untilAnswered(() => Promise.reject(passing))),
    );
    await expect(answer).rejects.toThrow(OutcomeUnknown);
    expect(slept).toEqual([10, 20, 40, 80]);
  });
});
