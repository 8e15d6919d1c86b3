import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormEvent } from '../../../domain/tax-free/life/event.ts';
import { FORM_LIFE, meaningOf, next } from '../../../domain/tax-free/life/life.ts';
import { isFromOutside } from '../../../domain/tax-free/life/meaning.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { createAcquirerNotifications } from '../../../lambdas/acquirer-notifications/acquirer-notifications.ts';
import { createCustomsMessages } from '../../../lambdas/customs-messages/customs-messages.ts';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../../lambdas/shared/customs/signature.ts';
import { map, number, text } from '../../../lambdas/shared/form-work/expression.ts';
import { formKey } from '../../../lambdas/shared/form-work/form-item.ts';
import type { FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import { notificationBody } from '../../../twin/acquirer/notification.ts';
import { apiEvent } from '../../support/events.ts';
import { type Desk, newFormId, openDesk } from '../../support/tax-free/desk.ts';
import { creditKey, debitKey } from '../../support/tax-free/webhooks.ts';

const HMAC = 'a1'.repeat(32);
const ACCOUNT = JSON.stringify({ apiKey: 'k', merchantAccount: 'Ours', hmacKey: HMAC });

let desk: Desk;
let lines: { trouble?: string; ignored?: string }[] = [];
let work: FormWork;
beforeAll(async () => {
  desk = await openDesk();
  const { work: own } = desk.paris;
  const said = (line: { trouble?: string; ignored?: string }) => void lines.push(line);
  work = { ...own, now: () => new Date(), report: said, ignore: said };
});

const secrets = (secret: string) => ({ text: async () => secret, refresh: async () => {} });

async function notify(
  key: string,
  [eventCode, success]: readonly [string, 'true' | 'false'],
  change: object = {},
): Promise<void> {
  const item = {
    pspReference: 'PSP1',
    merchantAccountCode: 'Ours',
    merchantReference: key,
    amount: { value: 3_000, currency: 'EUR' },
    eventCode,
    eventDate: '2026-11-24T12:00:00+01:00',
    success,
    ...change,
  };
  const webhook = createAcquirerNotifications({ work, secrets: secrets(ACCOUNT), log: () => {} });
  const body = notificationBody([item], HMAC);
  expect((await webhook(apiEvent('POST', '/v1/acquirer/notifications', { body }))).body).toBe('[accepted]');
}

async function tell(message: object): Promise<void> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { [SIGNATURE_HEADER]: signatureOf('secret', timestamp, body), [TIMESTAMP_HEADER]: timestamp };
  const webhook = createCustomsMessages({ work, secrets: secrets('secret'), log: () => {} });
  expect((await webhook(apiEvent('POST', '/v1/customs/messages', { body, headers }))).statusCode).toBe(200);
}

/** Words of the acquirer, and the outcome that is known of the key when they are said. */
const SAID: Partial<Record<FormEvent, readonly [event: string, success: 'true' | 'false', known?: 'done']>> = {
  'credit-succeeded': ['PAYOUT_THIRDPARTY', 'true'],
  'credit-failed': ['PAYOUT_THIRDPARTY', 'false'],
  'credit-reversed': ['PAIDOUT_REVERSED', 'true', 'done'],
  'debit-succeeded': ['AUTHORISATION', 'true'],
  'debit-failed': ['AUTHORISATION', 'false'],
  'debit-reversed': ['CHARGEBACK', 'true', 'done'],
  'outcome-changed': ['PAYOUT_THIRDPARTY', 'false', 'done'],
};

const MESSAGES: Partial<Record<FormEvent, string>> = {
  'customs-registered': 'R_AR_C02',
  'customs-rejected': 'R_EC_C03',
  'regularisation-accepted': 'R_AR_P02',
  'regularisation-rejected': 'R_EC_P03',
  'deletion-accepted': 'R_AR_S02',
  'deletion-rejected': 'R_EC_S03',
};

const messageOf = (id: string): string => `C01.${id}.x`;

function customsMessage(event: FormEvent, id: string): object {
  const head = { messageId: 'r-1', inReplyTo: messageOf(id) };
  if (event === 'transmission-failed') return { message: 'G002', ...head };
  const listed = { formId: id, customsId: `FR${id}`, at: '2026-11-25T02:00:00+01:00' };
  if (event === 'customs-confirmed' || event === 'customs-annulled') {
    const status = event === 'customs-confirmed' ? 'CONFIRME' : 'ANNULE';
    return { message: 'R_E_A01', messageId: 'list-1', forms: [{ ...listed, status }] };
  }
  const message = MESSAGES[event] ?? '';
  const rejected = message.startsWith('R_EC') ? { reasons: ['CONTENU'] } : {};
  const customs = message === 'R_AR_C02' || message === 'R_AR_P02' ? { customsId: `FR${id}` } : {};
  return { message, ...head, formId: id, ...rejected, ...customs };
}

/** A form that stands in a state, with the last key of a kind and what is known of it. */
async function put(state: State, event: FormEvent): Promise<string> {
  const id = newFormId();
  const known = SAID[event]?.[2];
  const meaning = meaningOf(state, event);
  const neverUsed = meaning !== undefined && 'trouble' in meaning && meaning.trouble === 'outcome-of-other-key';
  const attempt = map({ amount: 3_000, intendedAt: '2026-11-24T10:00:00.000Z', outcome: known });
  const keys = { [creditKey(id)]: attempt, [debitKey(id)]: attempt };
  const times = { retainUntil: '2042-01-01T00:00:00.000Z', expireAt: '2042-01-01T00:00:00.000Z' };
  const later = { ...times, reclaimFrom: '2041-01-01T00:00:00.000Z', transmittedAt: new Date().toISOString() };
  await desk.paris.link.client.send(
    new PutItemCommand({
      TableName: desk.table,
      Item: {
        ...formKey(id),
        ...Object.fromEntries(Object.entries(later).map(([name, value]) => [name, text(value)])),
        state: text(state),
        step: text('before'),
        revision: number(1),
        log: { L: [] },
        receipts: { L: [] },
        message: text(messageOf(id)),
        customsId: text(`FR${id}`),
        attempts: { M: neverUsed ? {} : keys },
        lastCredit: text(creditKey(id)),
        lastDebit: text(debitKey(id)),
      },
    }),
  );
  return id;
}

const outside = FORM_LIFE.events.filter(isFromOutside).map(({ event }) => event);

async function say(event: FormEvent, id: string): Promise<void> {
  const [eventCode, success] = SAID[event] ?? [];
  if (eventCode === undefined || success === undefined) return tell(customsMessage(event, id));
  return notify(event.startsWith('debit') ? debitKey(id) : creditKey(id), [eventCode, success]);
}

describe('every word from outside, over HTTP, in every state', () => {
  it.each(FORM_LIFE.states.map(({ state }) => state))(
    'makes its step, is counted with its reason, or calls a person: %s',
    async (state) => {
      for (const event of outside) {
        const id = await put(state, event);
        lines = [];
        await say(event, id);
        const { log } = await desk.form(id);
        const step = next(state, event);
        const expected = step === undefined ? meaningOf(state, event) : { event, to: step.to };
        const met = step === undefined ? lines[0] : log[0];
        expect({ state, event, ...met }).toMatchObject({ state, event, ...expected });
        if (step === undefined) expect(log).toEqual([]);
      }
    },
  );
});

describe('a credit that comes back after it was debited again', () => {
  it('leaves no traveller at a loss in silence: the form is disputed, and a person is told what is owed, once', async () => {
    const id = await put('reclaimed', 'credit-reversed');
    lines = [];
    for (let times = 0; times < 3; times++) await notify(creditKey(id), ['PAIDOUT_REVERSED', 'true']);
    const form = await desk.form(id);
    expect(form).toMatchObject({ state: 'disputed', log: [{ event: 'credit-reversed', to: 'disputed' }] });
    const owed = { trouble: 'money-disputed', formId: id, owed_cents: 3_000 };
    expect(lines).toMatchObject([owed, { ignored: 'outcome-known' }, { ignored: 'outcome-known' }]);
  });

  it('leaves no debt that nobody owes when the debit was refused', async () => {
    const id = await put('debit-refused', 'credit-reversed');
    await notify(creditKey(id), ['PAIDOUT_REVERSED', 'true']);
    expect((await desk.form(id)).state).toBe('awaiting-customs');
  });
});

describe('a signed notification that does not fit the try it names', () => {
  it.each<[string, string, object]>([
    ['another amount', 'PAYOUT_DECLINE', { amount: { value: 1, currency: 'EUR' } }],
    ['another currency', 'PAYOUT_DECLINE', { amount: { value: 3_000, currency: 'USD' } }],
    ['another merchant account', 'PAYOUT_DECLINE', { merchantAccountCode: 'Theirs' }],
    ['a kind that nobody knows', 'PAYOUT_SPLIT', {}],
  ])('by %s moves nothing and calls a person', async (_, eventCode, change) => {
    const id = await put('crediting', 'credit-succeeded');
    const before = await desk.form(id);
    lines = [];
    await notify(creditKey(id), [eventCode, 'true'], change);
    expect(await desk.form(id)).toEqual(before);
    expect(lines).toMatchObject([{ trouble: 'outcome-mismatch', formId: id }]);
  });
});
