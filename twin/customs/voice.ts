import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../lambdas/shared/customs/signature.ts';
import type { Decisions } from '../simulator/behaviour.ts';
import type { Outbox } from '../simulator/outbox.ts';
import type { Records } from '../simulator/records.ts';
import type { WebhookMessage } from '../simulator/webhook.ts';
import { answerTo } from './judgement.ts';
import { CUSTOMS_WEBHOOK } from './options.ts';
import type { CustomsRecord, ExportRecord, MessageRecord } from './records.ts';

export interface Surroundings {
  records: Records<CustomsRecord>;
  decide: Decisions;
  outbox: Outbox;
  webhookSecret: string;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function isListAcknowledged(body: string, id: string): boolean {
  try {
    const { message, inReplyTo } = JSON.parse(body) as { message?: string; inReplyTo?: string };
    return (message === 'A_AR_A02' || message === 'A_EC_A03') && inReplyTo === id;
  } catch {
    return false;
  }
}

/** How customs speak to us: signed, and again until it is acknowledged, over restarts of theirs too. */
export class Voice {
  readonly #own: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#own = surroundings;
  }

  /** Tells the result of a message. A form that we do not know is no reason to go on. */
  tell(record: MessageRecord): void {
    const { answerId } = record;
    if (answerId === undefined) return;
    const isAcknowledged = (status: number): boolean => isSuccess(status) || status === 404;
    this.#send(answerId, answerTo(record), isAcknowledged, this.#own.decide.time_ms('result', answerId));
  }

  tellList(listId: string, exports: readonly ExportRecord[]): void {
    const forms = exports.map(({ formId, customsId, status, at }) => ({ formId, customsId, status, at }));
    const isAcknowledged = (status: number, body: string) => isSuccess(status) && isListAcknowledged(body, listId);
    this.#send(listId, { message: 'R_E_A01', messageId: listId, forms }, isAcknowledged, 0);
  }

  /** After a restart: whatever was decided and not acknowledged is told again. */
  resume(): void {
    const { all } = this.#own.records;
    const done = new Set(all.flatMap((record) => (record.kind === 'told' ? [record.id] : [])));
    const lists = new Map<string, ExportRecord[]>();
    for (const record of all) {
      if (record.kind === 'message' && record.answerId && !done.has(record.answerId)) this.tell(record);
      if (record.kind !== 'export' || done.has(record.listId)) continue;
      lists.set(record.listId, [...(lists.get(record.listId) ?? []), record]);
    }
    for (const [listId, exports] of lists) this.tellList(listId, exports);
  }

  #send(id: string, content: object, isAcknowledged: WebhookMessage['isAcknowledged'], delay_ms: number): void {
    const { outbox, records, webhookSecret } = this.#own;
    const body = JSON.stringify(content);
    const headers = (): Record<string, string> => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signatureOf(webhookSecret, timestamp, body) };
    };
    outbox.send({ id, path: CUSTOMS_WEBHOOK, body, headers, isAcknowledged }, delay_ms, (delivered) =>
      records.append({ kind: 'told', at: new Date().toISOString(), id, ...delivered }),
    );
  }
}
