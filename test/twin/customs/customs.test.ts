import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createCustoms } from '../../../lambdas/shared/customs/gateway.ts';
import { ALREADY_REGISTERED } from '../../../lambdas/shared/customs/messages/incoming.ts';
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../../lambdas/shared/customs/signature.ts';
import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import type { CustomsForm } from '../../../lambdas/shared/form-work/ports.ts';
import { CUSTOMS_SECRETS } from '../../../twin/customs/options.ts';
import { serveCustoms } from '../../../twin/customs/serve-customs.ts';
import { type CustomsWorld, customsWorld, startCustoms } from '../../../twin/customs/start-customs.ts';
import type { Behaviour } from '../../../twin/simulator/behaviour.ts';
import { newFormId, sampleContent, samplePersonal } from '../../support/outside-worlds.ts';
import { eventually, openReceiver, type Receiver } from '../support/receiver.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'customs-')), 'records.jsonl');

async function office(behaviour: Partial<Behaviour> = {}, file = newFile()): Promise<CustomsWorld> {
  const world = customsWorld(await serveCustoms({ file, behaviour, seed: 'test' }));
  closers.push(world.stop);
  return world;
}

const acknowledging = ({ body }: { body: Record<string, unknown> }) =>
  body.message === 'R_E_A01'
    ? { status: 200, body: JSON.stringify({ message: 'A_AR_A02', inReplyTo: body.messageId }) }
    : { status: 200, body: '{}' };

async function receiver(answer: Parameters<typeof openReceiver>[0] = acknowledging): Promise<Receiver> {
  const own = await openReceiver(answer);
  closers.push(own.close);
  return own;
}

const adapter = ({ url }: CustomsWorld) =>
  createCustoms({ url, client: async () => JSON.parse(CUSTOMS_SECRETS['customs-client']), timeout_ms: 500 });

let messages = 0;
function form(id = newFormId()): CustomsForm {
  messages += 1;
  return { messageId: `C01.${id}.${messages}`, content: sampleContent(id), personal: samplePersonal };
}

describe('the twin’s customs', () => {
  it('acknowledge a create and tell the result to our webhook, signed', async () => {
    const [world, webhook] = [await office(), await receiver()];
    await world.webhooks([webhook.url]);
    const own = form();
    expect(await adapter(world).create(own)).toBe('acknowledged');
    const [told] = await webhook.until(1);
    expect(told?.path).toBe('/v1/customs/messages');
    expect(told?.body).toMatchObject({ message: 'R_AR_C02', inReplyTo: own.messageId, formId: own.content.formId });
    const signature = String(told?.headers[SIGNATURE_HEADER]);
    const timestamp = String(told?.headers[TIMESTAMP_HEADER]);
    const signed = { signature, timestamp, body: told?.text ?? '' };
    expect(isSigned(signed, CUSTOMS_SECRETS['customs-webhook'], Date.now())).toBe(true);
  });

  it('ask for a token, and for another one when all are revoked', async () => {
    const world = await office();
    const customs = adapter(world);
    await customs.create(form());
    await world.revokeTokens();
    expect(await customs.create(form())).toBe('acknowledged');
    const wrong = createCustoms({ url: world.url, client: async () => ({ id: 'x', secret: 'y' }) });
    expect(await wrong.create(form())).toBe('not-acknowledged');
    expect(await world.records()).toHaveLength(2);
  });

  it('send again to the other Region what one did not take', async () => {
    const world = await office();
    const [deaf, hearing] = [await receiver(() => ({ status: 503, body: '' })), await receiver()];
    await world.webhooks([deaf.url, hearing.url]);
    await adapter(world).create(form());
    await hearing.until(1);
    await eventually(async () => (await world.waiting()) === 0);
    expect((await world.records()).at(-1)).toMatchObject({ kind: 'told', url: hearing.url });
  });

  it('go on after a crash with what was not acknowledged', async () => {
    const file = newFile();
    const first = await startCustoms({ file });
    closers.push(first.stop);
    await adapter(first).create(form());
    await first.stop();
    const webhook = await receiver();
    await (await office({}, file)).webhooks([webhook.url]);
    expect((await webhook.until(1))[0]?.body.message).toBe('R_AR_C02');
  });

  it('judge no message twice', async () => {
    const world = await office();
    const own = form();
    await adapter(world).create(own);
    await adapter(world).create(own);
    expect((await world.records()).filter(({ kind }) => kind === 'message')).toHaveLength(1);
  });
});

describe('told to misbehave', () => {
  it('they take a message in and break the connection instead of answering', async () => {
    const world = await office({ dropAnswer: 1 });
    await expect(adapter(world).create(form())).rejects.toThrow(OutcomeUnknown);
    expect(await world.records()).toMatchObject([{ result: 'accepted' }]);
  });

  it('they take a message in and never answer', async () => {
    const world = await office({ hang: 1 });
    await expect(adapter(world).create(form())).rejects.toThrow(OutcomeUnknown);
    expect(await world.records()).toHaveLength(1);
  });

  it('they take nothing in', async () => {
    const world = await office({ unavailable: 1 });
    expect(await adapter(world).create(form())).toBe('not-acknowledged');
    expect(await world.records()).toHaveLength(0);
  });

  it('they never tell the result', async () => {
    const [world, webhook] = [await office({ silent: 1 }), await receiver()];
    await world.webhooks([webhook.url]);
    await adapter(world).create(form());
    expect([await world.waiting(), webhook.received.length]).toEqual([0, 0]);
  });

  it.each([
    ['refuse', 'R_EC_C03'],
    ['systemError', 'G002'],
  ])('they say no (%s)', async (name, message) => {
    const [world, webhook] = [await office({ [name]: 1 }), await receiver()];
    await world.webhooks([webhook.url]);
    await adapter(world).create(form());
    expect((await webhook.until(1))[0]?.body.message).toBe(message);
  });

  it('they tell it twice', async () => {
    const [world, webhook] = [await office({ doubleWebhook: 1 }), await receiver()];
    await world.webhooks([webhook.url]);
    await adapter(world).create(form());
    const [one, two] = await webhook.until(2);
    expect(two?.text).toBe(one?.text);
  });

  it('they lose messages on the way and send them again', async () => {
    const [world, webhook] = [await office({ loseWebhook: 0.5, loseAcknowledgement: 0.5 }), await receiver()];
    await world.webhooks([webhook.url]);
    const customs = adapter(world);
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const own = form();
        await customs.create(own);
        return own.content.formId;
      }),
    );
    await eventually(() => ids.every((id) => webhook.received.some(({ body }) => body.formId === id)));
  });

  it('and an unknown way to misbehave is refused', async () => {
    const world = await office();
    await expect(world.control({ dropAnswers: 1 } as Partial<Behaviour>)).rejects.toThrow(/dropAnswers/);
  });
});

describe('their rules', () => {
  it('a wrong structure is told by G001', async () => {
    const [world, webhook] = [await office(), await receiver()];
    await world.webhooks([webhook.url]);
    const own = form();
    await adapter(world).create({ ...own, personal: { ...samplePersonal, nationality: 'JPN' } });
    expect((await webhook.until(1))[0]?.body).toMatchObject({ message: 'G001', inReplyTo: own.messageId });
  });

  it('a form is registered once, and a create within a minute of another is noticed', async () => {
    const [world, webhook] = [await office(), await receiver()];
    await world.webhooks([webhook.url]);
    const own = form();
    await adapter(world).create(own);
    await adapter(world).create({ ...own, messageId: `${own.messageId}-again` });
    await webhook.until(2);
    const second = webhook.received.find(({ body }) => body.inReplyTo !== own.messageId);
    expect(second?.body).toMatchObject({ message: 'R_EC_C03', reasons: [ALREADY_REGISTERED] });
    expect(await world.forms()).toMatchObject([{ creates: 2, tooSoon: 1, rejected: false }]);
  });

  it('a slip number is used once', async () => {
    const world = await office();
    await adapter(world).createFromSlip(form(), 'AT0000001');
    await adapter(world).createFromSlip(form(), 'AT0000001');
    expect((await world.forms()).map(({ rejected }) => rejected)).toEqual([false, true]);
  });

  it('a deleted form is no longer listed', async () => {
    const world = await office();
    const own = form();
    await adapter(world).create(own);
    await adapter(world).delete({ messageId: 'S01.x.1', formId: own.content.formId });
    expect(await world.nightly({ confirm: 'all' })).toBe(0);
    expect(await world.forms()).toMatchObject([{ deleted: true }]);
  });

  it('of a form registered twice the night annuls the normal one', async () => {
    const world = await office();
    const own = form();
    const id = own.content.formId;
    await adapter(world).create(own);
    await adapter(world).createFromSlip({ ...own, messageId: `P01.${id}.1` }, 'AT0000002');
    await world.nightly({ confirm: 'all' });
    expect((await world.forms())[0]?.exports).toEqual([
      { customsId: `FR${id}`, status: 'ANNULE' },
      { customsId: `PS${id}`, status: 'CONFIRME' },
    ]);
  });

  it('the nightly list is sent again until it is acknowledged as such', async () => {
    const world = await office();
    await adapter(world).create(form());
    const lists =
      (count: number) =>
      ({ body }: { body: Record<string, unknown> }, number: number) =>
        number <= count ? { status: 200, body: '{"message":"other"}' } : acknowledging({ body });
    const webhook = await receiver(lists(2));
    await world.webhooks([webhook.url]);
    await eventually(async () => (await world.waiting()) === 0);
    const before = webhook.received.length;
    webhook.received.length = 0;
    await world.nightly({ confirm: 'all' });
    await webhook.until(3);
    await eventually(async () => (await world.waiting()) === 0);
    expect([before, webhook.received.length]).toEqual([1, 3]);
  });
});
