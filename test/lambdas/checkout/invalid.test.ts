import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { mutated } from '../../support/mutations.ts';
import {
  closingEvent,
  duplicateEvent,
  movedOn,
  newTill,
  readReceipt,
  receiptEvent,
  recorded,
  type Till,
} from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

describe('a request that does not fit the contract', () => {
  let world: World;
  let till: Till;
  let written: string;
  const wrote = (name: string) => name === 'PutItemCommand' || name === 'UpdateItemCommand';

  beforeAll(async () => {
    world = await openWorld();
    till = newTill();
    written = (await recorded(world.paris, till, saleOf(SCARF, TEA))).body.receiptNumber;
  });

  const refused = async (body: string) => {
    const answer = await ask(world.paris.checkout, { ...receiptEvent(till, {}), body });
    expect(answer).toMatchObject({ status: 400, type: 'invalid-request' });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(await chainOf(world, till.store, till.till)).toHaveLength(1);
    return answer.body.errors;
  };
  const refusedReceipt = (content: object) => refused(receiptEvent(till, content).body ?? '');

  it.each(['', '{', 'null', '[]', '1', '"text"', '{"kind":"sale"'])(
    'because its body is no JSON object (%j)',
    async (body) => {
      await refused(body);
    },
  );

  it.each([undefined, null, 7, 'gift', 'constructor', 'toString', '__proto__', { toString: 1 }, ['sale']])(
    'because it is of no kind there is (%j)',
    async (kind) => {
      expect(await refusedReceipt({ ...saleOf(SCARF), kind })).toMatchObject([
        { at: '/kind', rule: 'enum', allowed: 'one of sale, return, void' },
      ]);
    },
  );

  it.each(['2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-11-24T25:00:00Z', '2026-11-24T10:00:00+99:00'])(
    'because no calendar holds its time (%s)',
    async (time) => {
      expect(await refusedReceipt({ ...saleOf(SCARF), time })).toMatchObject([
        { at: '/time', rule: 'calendar', found: time },
      ]);
    },
  );

  it.each(['\ud800', 'silk \udfff scarf'])('because a text of it is no Unicode (%j)', async (label) => {
    await refusedReceipt(saleOf({ ...SCARF, label }));
  });

  it('is told where it does not fit', async () => {
    const errors = await refusedReceipt(saleOf({ ...SCARF, quantity: 0 }));
    expect(errors).toEqual([expect.objectContaining({ at: '/lines/0/quantity', rule: 'minimum' })]);
  });

  it.each([
    ['store', 'haussmann'],
    ['till', '0 12'],
    ['sequence', '0'],
    ['sequence', '1e3'],
    ['sequence', '100000000'],
  ])('because its address holds a wrong %s (%s)', async (name, value) => {
    const event = receiptEvent(till, saleOf(SCARF));
    const answer = await ask(world.paris.checkout, {
      ...event,
      pathParameters: { ...event.pathParameters, [name]: value },
    });
    expect(answer).toMatchObject({ status: 400, type: 'invalid-request' });
  });

  it('is never answered by a fault of ours, and never written, however a valid one was changed', async () => {
    const valid = (): APIGatewayProxyEvent[] => [
      receiptEvent(till, { ...saleOf(SCARF, TEA), discount: { amount: 5, reason: 'voucher' } }),
      receiptEvent(till, { ...returnOf(written, oneScarf), reason: 'too small' }),
      receiptEvent(till, { kind: 'void', reason: '' }),
      duplicateEvent(till, { store: till.store, till: till.till, sequence: 1 }, 2),
      closingEvent(till, '2026-11'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.infiniteStream(fc.nat()), async (which, chance) => {
        const event = valid()[which];
        if (event === undefined) return;
        const { requests } = world.paris.link;
        requests.length = 0;
        const body = JSON.stringify(mutated(JSON.parse(event.body ?? ''), chance));
        const answer = await ask(world.paris.checkout, { ...event, body });
        expect([201, 400, 404, 409, 412, 422]).toContain(answer.status);
        if (answer.status === 400) expect(requests.filter(wrote)).toEqual([]);
        if (answer.status === 201) movedOn(till, answer);
      }),
      { numRuns: 300 },
    );
    const entries = await chainOf(world, till.store, till.till);
    expect(entries).toHaveLength(till.sequence);
    const returned = entries.filter(({ kind }) => kind === 'return').length;
    expect((await readReceipt(world.paris, written)).body.remaining[0]?.quantity).toBe(3 - returned);
  });
});
