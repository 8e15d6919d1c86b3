import { beforeEach, describe, expect, it } from 'vitest';
import { REQUEST_PATIENCE } from '../../../lambdas/shared/deadline.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import type { Fault } from '../../support/link.ts';
import { newTill, receiptEvent, recorded } from '../../support/till.ts';
import { type Answer, ask, chainOf, openWorld, type World } from '../../support/world.ts';

/** The deadline, and what a busy machine may add to it. */
const WITHIN_MS = REQUEST_PATIENCE.total_ms + 400;

const firstTimes = (times: number, fault: Fault) => (k: number) => (k <= times ? fault : undefined);

async function timed(answer: Promise<Answer>): Promise<Answer & { took_ms: number }> {
  const started = performance.now();
  return { ...(await answer), took_ms: performance.now() - started };
}

describe('a checkout', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    await recorded(world.paris, newTill(), saleOf(SCARF));
  });

  it.each([
    'ReplicatedWriteConflictException',
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'InternalServerError',
  ])('repeats a request refused by %s, inside its deadline', async (refuse) => {
    world.paris.link.fail(firstTimes(3, { refuse }));
    world.paris.link.requests.length = 0;
    const answer = await ask(world.paris.checkout, receiptEvent(newTill(), saleOf(SCARF)));
    expect(answer.status).toBe(201);
    expect(world.paris.link.requests).toHaveLength(4);
  });

  it('does not repeat a request that can never succeed', async () => {
    world.paris.link.fail(() => ({ refuse: 'ValidationException' }));
    world.paris.link.requests.length = 0;
    const answer = await ask(world.paris.checkout, receiptEvent(newTill(), saleOf(SCARF)));
    expect(answer).toMatchObject({ status: 503, type: 'unavailable' });
    expect(world.paris.link.requests).toHaveLength(1);
  });

  it('whose answers are all lost does not know, and its replay finds the receipt', async () => {
    const till = newTill();
    const event = receiptEvent(till, saleOf(SCARF));
    world.paris.link.fail(() => 'answer-lost');
    expect(await ask(world.paris.checkout, event)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(await ask(world.frankfurt.checkout, event)).toMatchObject({ status: 200 });
    expect(await chainOf(world, till.store, till.till)).toHaveLength(1);
  });

  it('that the database never answers says so at its deadline, and its replay records it', async () => {
    const till = newTill();
    const event = receiptEvent(till, saleOf(SCARF));
    world.paris.link.fail(() => 'silence');
    const answer = await timed(ask(world.paris.checkout, event));
    expect(answer).toMatchObject({ status: 503, type: 'unavailable', headers: { 'retry-after': '1' } });
    expect(answer.took_ms).toBeLessThan(WITHIN_MS);
    expect(world.paris.lines.at(-1)).toMatchObject({ status: 503, error: expect.stringContaining('OutcomeUnknown') });
    expect(await ask(world.frankfurt.checkout, event)).toMatchObject({ status: 201 });
    expect(await chainOf(world, till.store, till.till)).toHaveLength(1);
  });

  it('spends one deadline on all its requests: a return that hangs at its second one says so at the same deadline', async () => {
    const till = newTill();
    const { body } = await recorded(world.frankfurt, till, saleOf(SCARF));
    const event = receiptEvent(till, returnOf(body.receiptNumber, oneScarf));
    world.paris.link.fail((k) => (k === 2 ? undefined : 'silence'));
    const answer = await timed(ask(world.paris.checkout, event));
    expect(answer.status).toBe(503);
    expect(answer.took_ms).toBeLessThan(WITHIN_MS);
    expect(await ask(world.frankfurt.checkout, event)).toMatchObject({ status: 201 });
  });
});
