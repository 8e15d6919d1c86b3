import { beforeAll, describe, expect, it } from 'vitest';
import { createCustomsMessages } from '../../../lambdas/customs-messages/customs-messages.ts';
import { ALREADY_REGISTERED } from '../../../lambdas/shared/customs/messages/incoming.ts';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../../lambdas/shared/customs/signature.ts';
import type { Route } from '../../../lambdas/shared/routed.ts';
import { apiEvent } from '../../support/events.ts';
import { type FormWorld, newFormId, openFormWorld, sampleContent } from '../../support/outside-worlds.ts';

let world: FormWorld;
let webhook: Route;
const secret = { now: 'secret', next: 'secret' };

beforeAll(async () => {
  world = await openFormWorld();
  const refresh = async (): Promise<void> => {
    secret.now = secret.next;
  };
  webhook = createCustomsMessages({
    work: world.work,
    secrets: { text: async () => secret.now, refresh },
    log: () => {},
  });
});

const seconds = (offset_ms = 0): string => String(Math.floor((Date.now() + offset_ms) / 1000));

interface Signing {
  by?: string;
  timestamp?: string;
  signed?: string;
}

function signedEvent(message: object, { by = secret.next, timestamp = seconds(), signed }: Signing = {}) {
  const body = JSON.stringify(message);
  const headers = { [SIGNATURE_HEADER]: signatureOf(by, timestamp, signed ?? body), [TIMESTAMP_HEADER]: timestamp };
  return apiEvent('POST', '/v1/customs/messages', { body, headers });
}

const send = (message: object, signing: Signing = {}) => webhook(signedEvent(message, signing));

const answerTo = async (message: object) => JSON.parse((await send(message)).body) as Record<string, unknown>;

const accepted = (id: string, inReplyTo: string) => ({
  message: 'R_AR_C02',
  messageId: 'r-1',
  inReplyTo,
  formId: id,
  customsId: `FR${id}`,
});

const rejected = (id: string, inReplyTo: string, reason = 'no') => ({
  message: 'R_EC_C03',
  messageId: 'r-2',
  inReplyTo,
  formId: id,
  reasons: [reason],
});

const nightly = (...forms: [id: string, status: 'CONFIRME' | 'ANNULE', customsId?: string][]) => ({
  message: 'R_E_A01',
  messageId: 'list-1',
  forms: forms.map(([formId, status, customsId = `FR${formId}`]) => ({
    formId,
    customsId,
    status,
    at: '2026-11-25T02:00:00+01:00',
  })),
});

describe('the origin of a message', () => {
  it.each([
    ['another secret', { by: 'other' }],
    ['a signature of another body', { signed: '{}' }],
    ['a signature made long ago', { timestamp: seconds(-400_000) }],
    ['a signature from the future', { timestamp: seconds(400_000) }],
    ['a time that is no number', { timestamp: 'now' }],
  ])('%s is refused and changes nothing', async (_, signing) => {
    const { id, message } = await world.transmitted();
    const { statusCode, body } = await send(accepted(id, message), signing);
    expect([statusCode, JSON.parse(body).type]).toEqual([401, 'urn:permanence:problem:unauthorized']);
    expect((await world.form(id)).state).toBe('transmitted');
  });

  it('no signature at all is refused', async () => {
    const event = apiEvent('POST', '/v1/customs/messages', { body: nightly() });
    expect((await webhook(event)).statusCode).toBe(401);
  });

  it('the secret before fits while it stands on the second line, and no other', async () => {
    const own = createCustomsMessages({
      work: world.work,
      secrets: { text: async () => 'new one\nold one', refresh: async () => {} },
      log: () => {},
    });
    const statusBy = async (by: string) => (await own(signedEvent(nightly(), { by }))).statusCode;
    expect([await statusBy('new one'), await statusBy('old one')]).toEqual([200, 200]);
    expect([await statusBy(''), await statusBy('new one\nold one')]).toEqual([401, 401]);
  });

  it('a secret set while the function runs is learnt', async () => {
    secret.next = 'another secret';
    expect((await send(nightly())).statusCode).toBe(200);
  });
});

describe('the result of a create', () => {
  it('registers the form under customs’ id and sends the credit at once', async () => {
    const { id, message } = await world.transmitted();
    expect(await answerTo(accepted(id, message))).toEqual({ inReplyTo: 'r-1', changed: true });
    const form = await world.form(id);
    expect([form.state, form.customsId]).toEqual(['crediting', `FR${id}`]);
    expect(world.credits.filter(({ formId }) => formId === id)).toMatchObject([{ amount: 14_400 }]);
  });

  it('received twice, credits once', async () => {
    const { id, message } = await world.transmitted();
    await Promise.all([send(accepted(id, message)), send(accepted(id, message))]);
    expect(await answerTo(accepted(id, message))).toEqual({ inReplyTo: 'r-1', changed: false });
    expect(world.credits.filter(({ formId }) => formId === id)).toHaveLength(1);
  });

  it('that rejects ends the form', async () => {
    const { id, message } = await world.transmitted();
    await send(rejected(id, message));
    expect((await world.form(id)).state).toBe('rejected');
  });

  it('that rejects an older message changes nothing', async () => {
    const { id } = await world.transmitted();
    expect((await answerTo(rejected(id, `C01.${id}.older`))).changed).toBe(false);
    expect((await world.form(id)).state).toBe('transmitted');
  });

  it('that says the form is registered already stands for a lost acceptance', async () => {
    const { id, message } = await world.transmitted();
    await send({ ...rejected(id, message, ALREADY_REGISTERED), customsId: `FR${id}` });
    expect(await world.form(id)).toMatchObject({ state: 'crediting', customsId: `FR${id}` });
  });

  it('about a form that was never issued is answered clearly', async () => {
    const { statusCode, body } = await send(accepted(newFormId(), 'C01.X.1'));
    expect([statusCode, JSON.parse(body).type]).toEqual([404, 'urn:permanence:problem:form-unknown']);
  });
});

describe('errors of customs', () => {
  it('a wrong structure (G001) ends the form', async () => {
    const { id, message } = await world.transmitted();
    await send({ message: 'G001', messageId: 'g-1', inReplyTo: message });
    expect((await world.form(id)).state).toBe('rejected');
  });

  it('a failure of their system (G002) lets the form be sent again, and not before its minute', async () => {
    const { id, message } = await world.transmitted();
    await send({ message: 'G002', messageId: 'g-2', inReplyTo: message });
    expect((await world.form(id)).state).toBe('issued');
  });

  it('about a message that is not ours is answered clearly', async () => {
    expect((await send({ message: 'G001', messageId: 'g-3', inReplyTo: 'other' })).statusCode).toBe(404);
  });
});

describe('the nightly list', () => {
  it('is acknowledged in the answer once every form is written down', async () => {
    const [one, two] = [await world.transmitted(), await world.transmitted()];
    for (const { id, message } of [one, two]) await send(accepted(id, message));
    const list = nightly([one.id, 'CONFIRME'], [two.id, 'ANNULE']);
    expect(await answerTo(list)).toEqual({ message: 'A_AR_A02', inReplyTo: 'list-1' });
    expect((await world.form(one.id)).state).toBe('crediting-confirmed');
    expect((await world.form(two.id)).state).toBe('crediting-annulled');
  });

  it('sent again changes nothing and is acknowledged again', async () => {
    const { id, message } = await world.transmitted();
    await send(accepted(id, message));
    await send(nightly([id, 'CONFIRME']));
    const before = await world.form(id);
    expect((await answerTo(nightly([id, 'CONFIRME']))).message).toBe('A_AR_A02');
    expect((await world.form(id)).revision).toBe(before.revision);
  });

  it('that comes before the result of the create implies the registration', async () => {
    const { id, message } = await world.transmitted();
    await send(nightly([id, 'CONFIRME']));
    expect((await answerTo(accepted(id, message))).changed).toBe(false);
    expect(await world.form(id)).toMatchObject({ state: 'crediting-confirmed', customsId: `FR${id}` });
  });

  it('that comes after customs dropped one of two copies of the create implies the registration by the other', async () => {
    const { id, message } = await world.transmitted();
    await send({ message: 'G002', messageId: 'g-4', inReplyTo: message });
    expect((await world.form(id)).state).toBe('issued');
    await send(nightly([id, 'CONFIRME']));
    expect(await world.form(id)).toMatchObject({ state: 'crediting-confirmed', customsId: `FR${id}` });
  });

  it('credits a form whose credit waited for customs', async () => {
    const { id, message } = await world.transmitted(sampleContent(newFormId(), { credit: 'after-customs' }));
    await send(accepted(id, message));
    expect((await world.form(id)).state).toBe('awaiting-customs');
    await send(nightly([id, 'CONFIRME']));
    expect(world.credits.filter(({ formId }) => formId === id)).toHaveLength(1);
  });

  it('that annuls the normal form after its slip was registered changes nothing', async () => {
    const { id, message } = await world.transmitted();
    await send({ ...accepted(id, message), customsId: `PS${id}` });
    await send(nightly([id, 'ANNULE', `FR${id}`]));
    expect((await world.form(id)).state).toBe('crediting');
  });

  it('names the forms that we do not have, and takes in the others', async () => {
    const { id, message } = await world.transmitted();
    await send(accepted(id, message));
    const unknown = newFormId();
    expect(await answerTo(nightly([unknown, 'CONFIRME'], [id, 'CONFIRME']))).toEqual({
      message: 'A_EC_A03',
      inReplyTo: 'list-1',
      errors: [{ formId: unknown, reason: 'form-unknown' }],
    });
    expect((await world.form(id)).state).toBe('crediting-confirmed');
  });
});

it.each([
  ['no message', {}],
  ['a message of another name', { message: 'R_XX_X99', messageId: 'x' }],
  ['a message without its form', { message: 'R_AR_C02', messageId: 'x', inReplyTo: 'y' }],
  ['a status that is none', nightly(['ABCDEFGHJK0123456789AB', 'PEUT-ETRE' as 'ANNULE'])],
])('%s is refused', async (_, message) => {
  expect((await send(message)).statusCode).toBe(400);
});

it('a live status is taken in and changes nothing', async () => {
  expect(await answerTo({ message: 'R_E_IS', messageId: 'i-1', more: 1 })).toEqual({
    inReplyTo: 'i-1',
    changed: false,
  });
});

it('a database that does not answer is no acknowledgement: the list is sent again', async () => {
  const forms = { ...world.work.forms, transition: () => Promise.reject(new Error('no answer')) };
  const own = createCustomsMessages({
    work: { ...world.work, forms },
    secrets: { text: async () => 's', refresh: async () => {} },
    log: () => {},
  });
  const body = JSON.stringify(nightly([newFormId(), 'CONFIRME']));
  const timestamp = seconds();
  const headers = { [SIGNATURE_HEADER]: signatureOf('s', timestamp, body), [TIMESTAMP_HEADER]: timestamp };
  expect((await own(apiEvent('POST', '/v1/customs/messages', { body, headers }))).statusCode).toBe(503);
});
