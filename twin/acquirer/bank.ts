import { createHash } from 'node:crypto';
import type { Answer } from '../simulator/serve.ts';
import { type RequestRecord, requestOf } from './records.ts';
import { type Surroundings, Voice } from './voice.ts';

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

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Sixteen characters, as the acquirer's references have. */
const pspReferenceOf = (text: string): string => hashOf(text).slice(0, 16).toUpperCase();

const error = (status: number, errorCode: string, message: string): Answer => ({
  status,
  body: { status, errorCode, message, errorType: 'validation' },
});

const answerOf = ({ key, pspReference, resultCode }: RequestRecord): Answer => ({
  status: 200,
  headers: { 'idempotency-key': key },
  body: { pspReference, resultCode, ...(resultCode === 'Refused' ? { refusalReason: 'Refused' } : {}) },
});

/** What the acquirer does: moves money once a key, keeps every key with its answer, and has the outcome notified. */
export class Bank {
  readonly #own: Surroundings;
  readonly #voice: Voice;
  readonly #keyLife_ms: number;

  constructor(surroundings: Surroundings, keyLife_ms: number) {
    this.#own = surroundings;
    this.#voice = new Voice(surroundings);
    this.#keyLife_ms = keyLife_ms;
  }

  /** A key used before is answered as the first time, as long as it is known; other content under it is refused. */
  take(request: MoneyRequest): Answer {
    const { key, amount, currency, card, reference, body } = request;
    const { records, decide } = this.#own;
    if (amount <= 0 || currency !== 'EUR') return error(422, '137', 'Invalid amount specified');
    if (!card || !reference || !key) return error(422, '130', 'Required field missing');
    const before = requestOf(records.all, key);
    if (before !== undefined && Date.now() - Date.parse(before.at) < this.#keyLife_ms)
      return before.content === hashOf(body) ? answerOf(before) : error(422, '702', 'Other content under this key');
    if (decide.happens('systemError', `${key}/${records.all.length}`)) return error(500, '901', 'Internal error');
    const record = this.#recordOf(request);
    records.append(record);
    this.#voice.tellOutcome(record);
    return answerOf(record);
  }

  /** The card's bank gives a credit back. False when there is none, or it was given back before. */
  reverse(key: string): boolean {
    const { records } = this.#own;
    const isReversed = records.all.some((record) => record.kind === 'reversal' && record.key === key);
    if (isReversed || requestOf(records.all, key)?.succeeds !== true) return false;
    const pspReference = pspReferenceOf(`reversal/${key}`);
    const record = { kind: 'reversal', at: new Date().toISOString(), key, pspReference } as const;
    records.append(record);
    this.#voice.tellReversal(record);
    return true;
  }

  /** After a restart. */
  resume(): void {
    this.#voice.resume();
  }

  #recordOf({ does, key, reference, card, amount, body }: MoneyRequest): RequestRecord {
    const { records, decide } = this.#own;
    const succeeds = !decide.happens('refuse', key);
    return {
      kind: 'request',
      at: new Date().toISOString(),
      key,
      reference,
      does,
      pspReference: pspReferenceOf(`${key}/${records.all.length}`),
      card,
      amount,
      content: hashOf(body),
      resultCode: does === 'credit' ? 'Received' : succeeds ? 'Authorised' : 'Refused',
      succeeds,
      told: !decide.happens('silent', key),
    };
  }
}
