import type { APIGatewayProxyEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { SCARF, saleOf } from '../../support/goods.ts';
import { closingEvent, duplicateEvent, newTill, receiptEvent } from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

const from = (event: APIGatewayProxyEvent, device: object): APIGatewayProxyEvent => ({
  ...event,
  requestContext: {
    ...event.requestContext,
    authorizer: { deviceId: 'other', role: 'till', store: 'HAUSSMANN', till: '999', ...device },
  },
});

describe('a till writes only its own chain:', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  const till = newTill();
  const events: [string, APIGatewayProxyEvent][] = [
    ['a receipt', receiptEvent(till, saleOf(SCARF))],
    ['a closing', closingEvent(till, '2026-11-24')],
  ];
  const devices: [string, object][] = [
    ['another till', {}],
    ['the till of that name in another store', { store: 'LILLE', till: till.till }],
    ['a kiosk', { role: 'kiosk', till: till.till }],
    ['a device of no role', { role: undefined, till: till.till }],
  ];

  it.each(events.flatMap(([what, event]) => devices.map(([who, device]) => [what, who, event, device] as const)))(
    '%s by %s is forbidden, before anything is read or written',
    async (_what, _who, event, device) => {
      world.paris.link.requests.length = 0;
      const answer = await ask(world.paris.checkout, from(event, device));
      expect(answer).toMatchObject({ status: 403, type: 'forbidden' });
      expect(world.paris.link.requests).toEqual([]);
      expect(await chainOf(world, till.store, till.till)).toEqual([]);
    },
  );

  it('a duplicate by a kiosk is forbidden', async () => {
    const event = duplicateEvent(till, { ...till, sequence: 1 }, 1);
    const answer = await ask(world.paris.checkout, from(event, { role: 'kiosk', till: till.till }));
    expect(answer).toMatchObject({ status: 403, type: 'forbidden' });
  });

  it('without what the authorizer found, nothing is allowed', async () => {
    const event = receiptEvent(till, saleOf(SCARF));
    const bare = { ...event, requestContext: { ...event.requestContext, authorizer: null } };
    expect(await ask(world.paris.checkout, bare as APIGatewayProxyEvent)).toMatchObject({ status: 403 });
  });

  it('an address that is none of the contract’s is not found', async () => {
    const event = { ...receiptEvent(till, saleOf(SCARF)), httpMethod: 'DELETE' };
    expect(await ask(world.paris.checkout, event)).toMatchObject({ status: 404, type: 'not-found' });
  });
});
