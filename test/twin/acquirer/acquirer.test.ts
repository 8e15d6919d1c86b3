import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { itemsOf } from '../../../lambdas/acquirer-notifications/item.ts';
import { signedFor } from '../../../lambdas/acquirer-notifications/origin.ts';
import { accountOf } from '../../../lambdas/shared/acquirer/account.ts';
import { createAcquirer } from '../../../lambdas/shared/acquirer/acquirer.ts';
import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import type { MoneyAttempt } from '../../../lambdas/shared/form-work/ports.ts';
import type { AcquirerOptions } from '../../../twin/acquirer/options.ts';
import { ACQUIRER_SECRETS } from '../../../twin/acquirer/options.ts';
import { serveAcquirer } from '../../../twin/acquirer/serve-acquirer.ts';
import { type AcquirerWorld, acquirerWorld, startAcquirer } from '../../../twin/acquirer/start-acquirer.ts';
import { newFormId, sampleCard } from '../../support/outside-worlds.ts';
import { eventually, openReceiver, type Receiver } from '../support/receiver.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'acquirer-')), 'records.jsonl');

async function bank(options: Partial<AcquirerOptions> = {}): Promise<AcquirerWorld> {
  const world = acquirerWorld(await serveAcquirer({ file: newFile(), seed: 'test', ...options }));
  closers.push(world.stop);
  return world;
}

async function receiver(accepts: (number: number) => boolean = () => true): Promise<Receiver> {
  const own = await openReceiver((_, number) => ({ status: 200, body: accepts(number) ? '[accepted]' : 'ok' }));
  closers.push(own.close);
  return own;
}

const adapter = ({ url }: AcquirerWorld) =>
  createAcquirer({ url, account: async () => accountOf(ACQUIRER_SECRETS.acquirer), timeout_ms: 500 });

const attempt = (kind: 'credit' | 'debit' = 'credit', formId = newFormId()): MoneyAttempt => ({
  key: `detaxe:${formId}:${kind}:1`,
  kind,
  formId,
  amount: 14_400,
  card: sampleCard,
  intendedAt: new Date().toISOString(),
});

const secrets = { text: async () => ACQUIRER_SECRETS.acquirer, refresh: async () => {} };

describe('the twin’s acquirer', () => {
  it('receives a credit and notifies its outcome, signed as the library verifies it', async () => {
    const [world, webhook] = [await bank(), await receiver()];
    await world.webhooks([webhook.url]);
    const own = attempt();
    const reception = await adapter(world).credit(own);
    const [told] = await webhook.until(1);
    const items = itemsOf(told?.body ?? {}) ?? [];
    expect(told?.path).toBe('/v1/acquirer/notifications');
    expect(items).toMatchObject([{ eventCode: 'PAYOUT_THIRDPARTY', success: 'true', merchantReference: own.key }]);
    expect(await signedFor(items, secrets)).toMatchObject({ merchantAccount: 'PermanenceTwin' });
    expect(reception).toEqual({ outcome: 'received', pspReference: items[0]?.pspReference });
  });

  it('moves money once a key, however often it is asked', async () => {
    const world = await bank();
    const own = attempt();
    const acquirer = adapter(world);
    const [one, ...more] = await Promise.all([1, 2, 3].map(() => acquirer.credit(own)));
    expect(more).toEqual([one, one]);
    expect(await acquirer.fate(own)).toBe('pending');
    expect(await world.movements()).toEqual([{ key: own.key, does: 'credit', card: 'token-1', amount: 14_400 }]);
  });

  it('refuses other content under a key', async () => {
    const world = await bank();
    const own = attempt();
    await adapter(world).credit(own);
    expect(await adapter(world).credit({ ...own, amount: 1 })).toMatchObject({ outcome: 'refused' });
    expect(await world.movements()).toHaveLength(1);
  });

  it('knows its keys after a crash, and notifies what was not accepted', async () => {
    const file = newFile();
    const first = await startAcquirer({ file });
    closers.push(first.stop);
    const own = attempt();
    const reception = await adapter(first).credit(own);
    await first.stop();
    const [second, webhook] = [await bank({ file }), await receiver()];
    await second.webhooks([webhook.url]);
    await webhook.until(1);
    expect(await adapter(second).credit(own)).toEqual(reception);
    expect(await second.movements()).toHaveLength(1);
  });

  it('that forgets a key moves money again: why an old key is never sent', async () => {
    const world = await bank({ keyLife_ms: 0 });
    const own = attempt();
    await adapter(world).credit(own);
    await adapter(world).credit(own);
    expect(await world.movements()).toHaveLength(2);
  });

  it('lets nobody in without the API key', async () => {
    const world = await bank();
    const account = async () => ({ ...accountOf(ACQUIRER_SECRETS.acquirer), apiKey: 'wrong' });
    const acquirer = createAcquirer({ url: world.url, account });
    await expect(acquirer.credit(attempt())).rejects.toThrow(OutcomeUnknown);
    expect(await world.records()).toEqual([]);
  });

  it('notifies again until it reads that it is accepted', async () => {
    const [world, webhook] = [await bank(), await receiver((number) => number > 2)];
    await world.webhooks([webhook.url]);
    await adapter(world).credit(attempt());
    await webhook.until(3);
    await eventually(async () => (await world.waiting()) === 0);
    expect((await world.records()).at(-1)).toMatchObject({ kind: 'notified', tries: 3 });
  });

  it('reverses a credit once, and says so', async () => {
    const [world, webhook] = [await bank(), await receiver()];
    await world.webhooks([webhook.url]);
    const own = attempt();
    await adapter(world).credit(own);
    await webhook.until(1);
    expect([await world.reverse(own.key), await world.reverse(own.key)]).toEqual([true, false]);
    const items = itemsOf((await webhook.until(2))[1]?.body ?? {});
    expect(items).toMatchObject([{ eventCode: 'PAIDOUT_REVERSED', merchantReference: own.key }]);
    expect(await world.movements()).toEqual([]);
  });
});

describe('told to misbehave', () => {
  it.each(['dropAnswer', 'hang'] as const)('it moves the money and does not answer (%s)', async (name) => {
    const world = await bank({ behaviour: { [name]: 1 } });
    const own = attempt();
    await expect(adapter(world).credit(own)).rejects.toThrow(OutcomeUnknown);
    await world.control({ [name]: 0 });
    expect(await adapter(world).fate(own)).toBe('pending');
    expect(await world.movements()).toHaveLength(1);
  });

  it.each(['unavailable', 'systemError'] as const)('it does nothing and says that it fails (%s)', async (name) => {
    const world = await bank({ behaviour: { [name]: 1 } });
    await expect(adapter(world).credit(attempt())).rejects.toThrow(OutcomeUnknown);
    expect(await world.movements()).toEqual([]);
  });

  it('it refuses a credit by notification, and a debit at once', async () => {
    const [world, webhook] = [await bank({ behaviour: { refuse: 1 } }), await receiver()];
    await world.webhooks([webhook.url]);
    expect(await adapter(world).credit(attempt())).toMatchObject({ outcome: 'received' });
    expect(itemsOf((await webhook.until(1))[0]?.body ?? {})).toMatchObject([{ success: 'false', reason: 'Refused' }]);
    expect(await adapter(world).debit(attempt('debit'))).toEqual({ outcome: 'refused', reason: 'Refused' });
    expect(await world.movements()).toEqual([]);
  });

  it('it never notifies', async () => {
    const [world, webhook] = [await bank({ behaviour: { silent: 1 } }), await receiver()];
    await world.webhooks([webhook.url]);
    await adapter(world).credit(attempt());
    expect([await world.waiting(), webhook.received.length]).toEqual([0, 0]);
  });

  it('it notifies twice', async () => {
    const [world, webhook] = [await bank({ behaviour: { doubleWebhook: 1 } }), await receiver()];
    await world.webhooks([webhook.url]);
    await adapter(world).credit(attempt());
    const [one, two] = await webhook.until(2);
    expect(two?.text).toBe(one?.text);
  });
});
