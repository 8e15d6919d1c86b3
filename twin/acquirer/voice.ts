import type { AcquirerAccount } from '../../lambdas/shared/acquirer/account.ts';
import type { Decisions } from '../simulator/behaviour.ts';
import type { Outbox } from '../simulator/outbox.ts';
import type { Records } from '../simulator/records.ts';
import { type Item, notificationBody } from './notification.ts';
import { ACQUIRER_WEBHOOK } from './options.ts';
import { type AcquirerRecord, type RequestRecord, type ReversalRecord, requestOf } from './records.ts';

export interface Surroundings {
  records: Records<AcquirerRecord>;
  decide: Decisions;
  outbox: Outbox;
  account: AcquirerAccount;
}

const EVENT = { credit: 'PAYOUT_THIRDPARTY', debit: 'AUTHORISATION' } as const;

const isAccepted = (status: number, text: string): boolean =>
  status >= 200 && status < 300 && text.includes('[accepted]');

/** How the acquirer notifies us: signed, and again until it is accepted, over restarts of its own too. */
export class Voice {
  readonly #own: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#own = surroundings;
  }

  tellOutcome({ key, does, pspReference, reference, amount, succeeds, told }: RequestRecord): void {
    if (!told) return;
    const outcome = succeeds ? ({ success: 'true' } as const) : ({ success: 'false', reason: 'Refused' } as const);
    const about = { pspReference, merchantReference: reference, amount: { value: amount, currency: 'EUR' } };
    const delay_ms = this.#own.decide.time_ms('result', key);
    this.#notify(`outcome/${key}`, { ...about, eventCode: EVENT[does], ...outcome }, delay_ms);
  }

  tellReversal({ key, pspReference }: ReversalRecord): void {
    const original = requestOf(this.#own.records.all, key);
    if (original === undefined) return;
    const about = { pspReference, originalReference: original.pspReference, merchantReference: original.reference };
    const amount = { value: original.amount, currency: 'EUR' };
    const event = { eventCode: 'PAIDOUT_REVERSED', success: 'true', reason: 'Returned by the bank' } as const;
    this.#notify(`reversal/${key}`, { ...about, amount, ...event }, 0);
  }

  /** After a restart: every outcome that was not accepted is notified again. */
  resume(): void {
    const { all } = this.#own.records;
    const done = new Set(all.flatMap((record) => (record.kind === 'notified' ? [record.id] : [])));
    for (const record of [...all]) {
      if (record.kind === 'request' && !done.has(`outcome/${record.key}`)) this.tellOutcome(record);
      if (record.kind === 'reversal' && !done.has(`reversal/${record.key}`)) this.tellReversal(record);
    }
  }

  #notify(id: string, item: Omit<Item, 'merchantAccountCode' | 'eventDate'>, delay_ms: number): void {
    const { account, outbox, records } = this.#own;
    const whole = { ...item, merchantAccountCode: account.merchantAccount, eventDate: new Date().toISOString() };
    const body = notificationBody([whole], account.hmacKey);
    const message = { id, path: ACQUIRER_WEBHOOK, body, headers: () => ({}), isAcknowledged: isAccepted };
    outbox.send(message, delay_ms, (delivered) =>
      records.append({ kind: 'notified', at: new Date().toISOString(), id, ...delivered }),
    );
  }
}
