import { afterEach, describe, expect, it } from 'vitest';
import { createAcquirer } from '../../../lambdas/shared/acquirer/acquirer.ts';
import { platformOf } from '../../../lambdas/shared/acquirer/platform.ts';
import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import type { MoneyAttempt } from '../../../lambdas/shared/form-work/ports.ts';
import { bodyOf, type Listening, listen } from '../../../twin/http.ts';
import { sampleCard } from '../../support/outside-worlds.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

const attempt = (kind: 'credit' | 'debit' = 'credit', intendedAt = '2026-11-24T11:59:00Z'): MoneyAttempt => ({
  key: `detaxe:ABCDEFGHJK0123456789AB:${kind}:1`,
  kind,
  formId: 'ABCDEFGHJK0123456789AB',
  amount: 14_400,
  card: sampleCard,
  intendedAt,
});

interface Asked {
  url: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

type Played = { status?: number; headers?: Record<string, string>; body: object | string } | 'hang' | 'break';

let server: Listening | undefined;
afterEach(() => server?.close());

/** The library as it is, against a server that plays one answer. */
async function against(answer: Played) {
  const asked: Asked[] = [];
  server = await listen(0, async (request, response) => {
    const body = JSON.parse(String(await bodyOf(request)));
    asked.push({ url: request.url ?? '', headers: request.headers, body });
    if (answer === 'hang') return;
    if (answer === 'break') return void response.socket?.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  const account = async () => ({ apiKey: 'api-key', merchantAccount: 'Ours', hmacKey: 'aa' });
  let renewed = 0;
  const renew = async () => {
    renewed += 1;
  };
  const acquirer = createAcquirer({ url: server.url, account, renew, now: () => NOW, timeout_ms: 300 });
  return { acquirer, asked, renewals: () => renewed };
}

const received = { body: { pspReference: 'PSP1', resultCode: 'Received' } };

describe('an API key that is refused', () => {
  it.each([401, 403])('with %i leaves the outcome open and is read again', async (status) => {
    const { acquirer, renewals } = await against({
      status,
      body: { status, errorCode: '000', message: 'Unauthorized' },
    });
    await expect(acquirer.credit(attempt())).rejects.toThrow(OutcomeUnknown);
    expect(renewals()).toBe(1);
  });
});

describe('what is sent', () => {
  it('a credit is a payout to the stored card, under its key', async () => {
    const { acquirer, asked } = await against(received);
    expect(await acquirer.credit(attempt())).toEqual({ outcome: 'received', pspReference: 'PSP1' });
    expect(asked).toMatchObject([
      {
        url: '/pal/servlet/Payout/v68/payout',
        headers: { 'x-api-key': 'api-key', 'idempotency-key': attempt().key },
        body: {
          merchantAccount: 'Ours',
          amount: { value: 14_400, currency: 'EUR' },
          reference: attempt().key,
          shopperReference: 'shopper-1',
          selectedRecurringDetailReference: 'token-1',
        },
      },
    ]);
  });

  it('a debit is a payment of the stored card that the traveller does not take part in', async () => {
    const { acquirer, asked } = await against({ body: { pspReference: 'PSP2', resultCode: 'Authorised' } });
    expect(await acquirer.debit(attempt('debit'))).toEqual({ outcome: 'received', pspReference: 'PSP2' });
    expect(asked).toMatchObject([
      {
        url: '/v72/payments',
        headers: { 'idempotency-key': attempt('debit').key },
        body: {
          reference: attempt('debit').key,
          shopperInteraction: 'ContAuth',
          recurringProcessingModel: 'UnscheduledCardOnFile',
          paymentMethod: { type: 'scheme', storedPaymentMethodId: 'token-1' },
        },
      },
    ]);
  });

  it('nothing in it names the traveller or a card number', async () => {
    const { acquirer, asked } = await against(received);
    await acquirer.credit(attempt());
    expect(Object.keys(asked[0]?.body ?? {}).sort()).toEqual([
      'amount',
      'merchantAccount',
      'recurring',
      'reference',
      'selectedRecurringDetailReference',
      'shopperInteraction',
      'shopperReference',
    ]);
  });
});

describe('what is answered', () => {
  it.each([
    ['refused', { body: { pspReference: 'P', resultCode: 'Refused', refusalReason: 'CLOSED' } }, 'CLOSED'],
    ['not possible', { status: 422, body: { status: 422, errorCode: '137', message: 'amount' } }, 'rejected 137'],
  ])('%s: nothing was done, and nothing will be', async (_, answer, reason) => {
    const { acquirer } = await against(answer);
    expect(await acquirer.credit(attempt())).toEqual({ outcome: 'refused', reason });
    expect(await acquirer.fate(attempt())).toBe('not-done');
  });

  it.each<[string, Played]>([
    ['nothing in time', 'hang'],
    ['a broken connection', 'break'],
    ['a failure of theirs', { status: 500, body: { status: 500, errorCode: '901' } }],
    ['a page of somebody in between', { status: 502, body: '<html>' }],
    ['that our API key is wrong', { status: 401, body: { status: 401, errorCode: '000' } }],
    ['that the key is being processed', { status: 422, body: { status: 422, errorCode: '704' } }],
    ['a passing trouble', { status: 422, headers: { 'transient-error': 'true' }, body: { status: 422 } }],
    ['an error without outcome', { body: { pspReference: 'P', resultCode: 'Error' } }],
    ['nothing that can be read', { body: '<html>' }],
  ])('%s: the outcome is not known, and is never called a failure', async (_, answer) => {
    const { acquirer, asked } = await against(answer);
    await expect(acquirer.credit(attempt())).rejects.toThrow(OutcomeUnknown);
    expect(asked).toHaveLength(1);
    expect(await acquirer.fate(attempt())).toBe('unknown');
  });
});

describe('the fate of a key', () => {
  it('is asked for by the same request under the same key', async () => {
    const { acquirer, asked } = await against(received);
    await acquirer.credit(attempt());
    expect(await acquirer.fate(attempt())).toBe('pending');
    expect(asked[1]?.body).toEqual(asked[0]?.body);
    expect(asked[1]?.headers['idempotency-key']).toBe(asked[0]?.headers['idempotency-key']);
  });

  it('of an authorised debit is done', async () => {
    const { acquirer } = await against({ body: { pspReference: 'PSP2', resultCode: 'Authorised' } });
    expect(await acquirer.fate(attempt('debit'))).toBe('done');
  });

  it('of a key that the acquirer may have forgotten is unknown, and nothing is sent', async () => {
    const { acquirer, asked } = await against(received);
    const old = attempt('credit', new Date(NOW - 23 * 3_600_000).toISOString());
    expect(await acquirer.fate(old)).toBe('unknown');
    await expect(acquirer.credit(old)).rejects.toThrow(OutcomeUnknown);
    expect(asked).toHaveLength(0);
  });
});

it('the platform is named, and nothing else is taken for one', () => {
  expect(platformOf('test')).toEqual({ environment: 'TEST' });
  expect(platformOf('live:1797a841fbb37ca7')).toEqual({ environment: 'LIVE', livePrefix: '1797a841fbb37ca7' });
  expect(platformOf('http://127.0.0.1:9')).toEqual({ environment: 'TEST', origin: 'http://127.0.0.1:9' });
  for (const wrong of ['', 'live', 'live:', 'http://x/y', 'ftp://x']) expect(() => platformOf(wrong)).toThrow();
});
