import { beforeAll, describe, expect, it } from 'vitest';
import { createAcquirerNotifications } from '../../../lambdas/acquirer-notifications/acquirer-notifications.ts';
import type { Route } from '../../../lambdas/shared/routed.ts';
import { type Item, notificationBody } from '../../../twin/acquirer/notification.ts';
import { apiEvent } from '../../support/events.ts';
import { type FormWorld, newFormId, openFormWorld } from '../../support/outside-worlds.ts';

const KEYS = { now: 'a1'.repeat(32), previous: 'b2'.repeat(32), next: 'c3'.repeat(32) };

let world: FormWorld;
let webhook: Route;
let account = { apiKey: 'k', merchantAccount: 'Ours', hmacKey: KEYS.now, previousHmacKey: KEYS.previous };

beforeAll(async () => {
  world = await openFormWorld();
  const refresh = async (): Promise<void> => {
    account = { ...account, hmacKey: KEYS.next };
  };
  const secrets = { text: async () => JSON.stringify(account), refresh };
  webhook = createAcquirerNotifications({ work: world.work, secrets, log: () => {} });
});

const post = (body: string) => webhook(apiEvent('POST', '/v1/acquirer/notifications', { body }));
const send = (items: Item[], key = KEYS.now) => post(notificationBody(items, key));

const item = (merchantReference: string, more: Partial<Item> = {}): Item => ({
  pspReference: 'PSP1',
  merchantAccountCode: 'Ours',
  merchantReference,
  amount: { value: 14_400, currency: 'EUR' },
  eventCode: 'PAYOUT_THIRDPARTY',
  eventDate: '2026-11-24T12:00:00+01:00',
  success: 'true',
  ...more,
});

/** A form whose credit was sent. */
async function crediting(): Promise<{ id: string; key: string }> {
  const { id } = await world.transmitted();
  const key = `detaxe:${id}:credit:1`;
  await world.happens(id, { event: 'customs-registered', by: 'customs', customsId: `FR${id}` });
  await world.happens(id, { event: 'credit-started', by: 'us', intent: { key, amount: 14_400 } });
  return { id, key };
}

/** A form whose early credit is being debited again. */
async function reclaiming(): Promise<{ id: string; key: string }> {
  const { id, key: credit } = await crediting();
  const key = `detaxe:${id}:debit:1`;
  await world.happens(id, { event: 'credit-succeeded', by: 'acquirer', outcome: { key: credit } });
  await world.happens(id, { event: 'customs-annulled', by: 'customs', customsId: `FR${id}` });
  await world.happens(id, { event: 'debit-started', by: 'us', intent: { key, amount: 14_400 } });
  return { id, key };
}

const stateOf = async (id: string): Promise<string> => (await world.form(id)).state;

describe('the outcome of a credit', () => {
  it('done: the form is credited, with the acquirer’s reference kept for good', async () => {
    const { id, key } = await crediting();
    const { statusCode, body } = await send([item(key)]);
    expect([statusCode, body]).toEqual([200, '[accepted]']);
    const form = await world.form(id);
    expect(form.state).toBe('credited');
    expect(form.attempts.get(key)).toMatchObject({ outcome: 'done', pspReference: 'PSP1' });
  });

  it.each([
    ['refused', { success: 'false', reason: 'Refused' }],
    ['declined by a reviewer', { eventCode: 'PAYOUT_DECLINE' }],
    ['expired', { eventCode: 'PAYOUT_EXPIRE' }],
  ] as const)('%s: the form waits for another card', async (_, more) => {
    const { id, key } = await crediting();
    await send([item(key, more)]);
    expect(await stateOf(id)).toBe('credit-refused');
  });

  it('given back by the card’s bank after it was credited: no longer credited', async () => {
    const { id, key } = await crediting();
    await send([item(key)]);
    await send([item(key, { eventCode: 'PAIDOUT_REVERSED', pspReference: 'PSP2', originalReference: 'PSP1' })]);
    expect(await stateOf(id)).toBe('credit-refused');
  });

  it('told twice, late and together changes the form once', async () => {
    const { id, key } = await crediting();
    await Promise.all([send([item(key), item(key)]), send([item(key)])]);
    const { revision } = await world.form(id);
    expect((await send([item(key)])).body).toBe('[accepted]');
    expect(await world.form(id)).toMatchObject({ state: 'credited', revision });
  });

  it('of a key that is not the last one changes nothing and is reported', async () => {
    const { id, key } = await crediting();
    await send([item(`${key}0`)]);
    expect(await stateOf(id)).toBe('crediting');
    expect(world.troubles).toContainEqual(expect.objectContaining({ trouble: 'outcome-of-other-key', formId: id }));
  });
});

describe('the outcome of a debit', () => {
  it.each([
    ['true', 'reclaimed'],
    ['false', 'debit-refused'],
  ] as const)('authorisation %s: %s', async (success, state) => {
    const { id, key } = await reclaiming();
    await send([item(key, { eventCode: 'AUTHORISATION', success })]);
    expect(await stateOf(id)).toBe(state);
  });
});

describe('what decides nothing is accepted and changes nothing', () => {
  it.each([
    ['an event of another kind', { eventCode: 'REPORT_AVAILABLE' }],
    ['the authorisation of a credit', { eventCode: 'AUTHORISATION' }],
    ['a decline that failed', { eventCode: 'PAYOUT_DECLINE', success: 'false' }],
    ['another merchant’s item', { merchantAccountCode: 'Theirs' }],
  ] as const)('%s', async (_, more) => {
    const { id, key } = await crediting();
    expect((await send([item(key, more)])).body).toBe('[accepted]');
    expect(await stateOf(id)).toBe('crediting');
  });

  it.each([
    ['a reference that is not ours', 'order-17'],
    ['a form that was never issued', `detaxe:${newFormId()}:credit:1`],
  ])('%s does not hold up what stands beside it', async (_, reference) => {
    const { id, key } = await crediting();
    expect((await send([item(reference), item(key)])).body).toBe('[accepted]');
    expect(await stateOf(id)).toBe('credited');
  });
});

describe('the origin of a notification', () => {
  it('one item with a wrong signature: all are refused and nothing is written', async () => {
    const { id, key } = await crediting();
    const sent = JSON.parse(notificationBody([item(key), item(key)], KEYS.now));
    sent.notificationItems[1].NotificationRequestItem.amount.value = 1;
    const { statusCode, body } = await post(JSON.stringify(sent));
    expect([statusCode, JSON.parse(body).type]).toEqual([401, 'urn:permanence:problem:unauthorized']);
    expect(await stateOf(id)).toBe('crediting');
  });

  it('the key before the last change is still accepted', async () => {
    const { id, key } = await crediting();
    await send([item(key)], KEYS.previous);
    expect(await stateOf(id)).toBe('credited');
  });

  it('a key set while the function runs is learnt', async () => {
    const { id, key } = await crediting();
    await send([item(key)], KEYS.next);
    expect(await stateOf(id)).toBe('credited');
  });

  it.each([
    ['no items', '{"notificationItems":[]}'],
    ['no JSON', 'hello'],
    ['an item without signature', JSON.stringify({ notificationItems: [{ NotificationRequestItem: item('x') }] })],
    ['an item without amount', '{"notificationItems":[{"NotificationRequestItem":{"eventCode":"REFUND"}}]}'],
  ])('%s is refused', async (_, body) => {
    expect((await post(body)).statusCode).toBe(400);
  });
});

it('a database that does not answer is no acceptance: the notification is sent again', async () => {
  const forms = { ...world.work.forms, transition: () => Promise.reject(new Error('no answer')) };
  const secrets = { text: async () => JSON.stringify(account), refresh: async () => {} };
  const own = createAcquirerNotifications({ work: { ...world.work, forms }, secrets, log: () => {} });
  const body = notificationBody([item(`detaxe:${newFormId()}:credit:1`)], account.hmacKey);
  expect((await own(apiEvent('POST', '/v1/acquirer/notifications', { body }))).statusCode).toBe(503);
});
