import { expect, it } from 'vitest';
import { SCARF, saleOf } from '../../support/goods.ts';
import { newTill, receiptEvent } from '../../support/till.ts';
import { ask, openWorld } from '../../support/world.ts';

it('every request writes one line, with neither the operator nor the goods nor a token in it', async () => {
  const { paris } = await openWorld();
  const till = newTill();
  const event = receiptEvent(till, saleOf(SCARF));
  const { body } = await ask(paris.checkout, event);
  await ask(paris.checkout, { ...event, body: '{' });
  expect(paris.lines).toEqual([
    {
      requestId: 'request-1',
      route: 'PUT /v1/stores/{store}/tills/{till}/receipts/{sequence}',
      status: 201,
      duration_ms: expect.any(Number),
      device: `HAUSSMANN-${till.till}`,
    },
    expect.objectContaining({ status: 400, problem: 'urn:permanence:problem:invalid-request' }),
  ]);
  const text = JSON.stringify(paris.lines);
  for (const secret of ['camille', SCARF.label, body.chainToken]) expect(text).not.toContain(secret);
});
