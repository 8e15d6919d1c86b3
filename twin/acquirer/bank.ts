import { createHash } from 'node:crypto';
import { accountOf } from '../../lambdas/shared/acquirer/account.ts';
import type { Decisions } from '../simulator/behaviour.ts';
import type { Outbox } from '../simulator/outbox.ts';
import type { Records } from '../simulator/records.ts';
import type { Answer } from '../simulator/serve.ts';
import { type Item, notificationBody } from './notification.ts';
import { ACQUIRER_WEBHOOK } from './options.ts';
import type { AcquirerRecord, RequestRecord } from './records.ts';

/** As much of a payout or a payment as matters. */
export interface MoneyRequest {
  does: 'credit' | 'debit';
  key: string;
  reference: string;
  card: string;
  amount: number;
  currency: string;
  body: string;
}

export interface BankDependencies {
  records: Records<AcquirerRecord>;
  decide: Decisions;
  outbox: Outbox;
  /** The account as the secret holds it. */
  account: string;
  keyLife_ms: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const error = (status: number, errorCode: string, message: string): Answer => ({
  status,
  body: { status, errorCode, message, errorType: 'validation' },
});

const EVENT = { credit: 'PAYOUT_THIRDPARTY', debit: 'AUTHORISATION' } as const;

/** What the acquirer does: moves money once a key, keeps every key and its answer, and notifies until it is accepted. */
export function createBank({ records, decide, outbox, account, keyLife_ms }: BankDependencies) {
  const { merchantAccount, hmacKey } = accountOf(account);
  const now = (): string => new Date().toISOString();

  function notify(id: string, item: Omit<Item, 'merchantAccountCode' | 'eventDate'>, delay_ms: number): void {
    const body = notificationBody([{ ...item, merchantAccountCode: merchantAccount, eventDate: now() }], hmacKey);
    const isAcknowledged = (status: number, text: string) =>
      status >= 200 && status < 300 && text.includes('[accepted]');
    const message = { id, path: ACQUIRER_WEBHOOK, body, headers: () => ({}), isAcknowledged };
    outbox.send(message, delay_ms, (delivered) => records.append({ kind: 'notified', at: now(), id, ...delivered }));
  }

  function tellOutcome(record: RequestRecord): void {
    const { key, does, pspReference, reference, amount, succeeds, told } = record;
    if (!told) return;
    const item = {
      pspReference,
      merchantReference: reference,
      amount: { value: amount, currency: 'EUR' },
      eventCode: EVENT[does],
      success: succeeds ? 'true' : 'false',
      ...(succeeds ? {} : { reason: 'Refused' }),
    } as const;
    notify(`outcome/${key}`, item, decide.time_ms('result', key));
  }

  function tellReversal({ key, pspReference }: { key: string; pspReference: string }): void {
    const original = requestOf(key);
    if (original === undefined) return;
    const item = {
      pspReference,
      originalReference: original.pspReference,
      merchantReference: original.reference,
      amount: { value: original.amount, currency: 'EUR' },
      eventCode: 'PAIDOUT_REVERSED',
      success: 'true',
      reason: 'Returned by the bank',
    } as const;
    notify(`reversal/${key}`, item, 0);
  }

  const requestOf = (key: string): RequestRecord | undefined =>
    records.all.findLast((record): record is RequestRecord => record.kind === 'request' && record.key === key);

  const answerOf = ({ key, pspReference, resultCode }: RequestRecord): Answer => ({
    status: 200,
    headers: { 'idempotency-key': key },
    body: { pspReference, resultCode, ...(resultCode === 'Refused' ? { refusalReason: 'Refused' } : {}) },
  });

  function used(request: MoneyRequest): RequestRecord {
    const { does, key, reference, card, amount, body } = request;
    const succeeds = !decide.happens('refuse', key);
    const done = succeeds ? 'Authorised' : 'Refused';
    return {
      kind: 'request',
      at: now(),
      key,
      reference,
      does,
      pspReference: hashOf(`${key}/${records.all.length}`).slice(0, 16).toUpperCase(),
      card,
      amount,
      content: hashOf(body),
      resultCode: does === 'credit' ? 'Received' : done,
      succeeds,
      told: !decide.happens('silent', key),
    };
  }

  /** A key used before is answered as the first time; other content under it is refused. */
  function take(request: MoneyRequest): Answer {
    if (request.amount <= 0 || request.currency !== 'EUR') return error(422, '137', 'Invalid amount specified');
    if (!request.card || !request.reference || !request.key) return error(422, '130', 'Required field missing');
    const before = requestOf(request.key);
    if (before !== undefined && Date.now() - Date.parse(before.at) < keyLife_ms)
      return before.content === hashOf(request.body)
        ? answerOf(before)
        : error(422, '702', 'Other content under this key');
    if (decide.happens('systemError', `${request.key}/${records.all.length}`))
      return error(500, '901', 'Internal error');
    const record = used(request);
    records.append(record);
    tellOutcome(record);
    return answerOf(record);
  }

  /** The card's bank gives a credit back. */
  function reverse(key: string): boolean {
    const original = requestOf(key);
    if (original === undefined || !original.succeeds) return false;
    const pspReference = hashOf(`reversal/${key}`).slice(0, 16).toUpperCase();
    records.append({ kind: 'reversal', at: now(), key, pspReference });
    tellReversal({ key, pspReference });
    return true;
  }

  /** After a restart: every outcome that was not accepted is notified again. */
  function resume(): void {
    const done = new Set(records.all.flatMap((record) => (record.kind === 'notified' ? [record.id] : [])));
    for (const record of [...records.all]) {
      if (record.kind === 'request' && !done.has(`outcome/${record.key}`)) tellOutcome(record);
      if (record.kind === 'reversal' && !done.has(`reversal/${record.key}`)) tellReversal(record);
    }
  }

  return { take, reverse, resume };
}
