import { randomUUID } from 'node:crypto';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../lambdas/shared/customs/signature.ts';
import type { Decisions } from '../simulator/behaviour.ts';
import type { Outbox } from '../simulator/outbox.ts';
import type { Records } from '../simulator/records.ts';
import type { Answer } from '../simulator/serve.ts';
import type { Delivered, WebhookMessage } from '../simulator/webhook.ts';
import { answerTo, type Incoming, isTooSoon, judge } from './judgement.ts';
import { CUSTOMS_WEBHOOK } from './options.ts';
import { type CustomsRecord, type ExportRecord, formsOf, type MessageRecord } from './records.ts';
import { structureErrors } from './structure.ts';

export interface CustomsDependencies {
  records: Records<CustomsRecord>;
  decide: Decisions;
  outbox: Outbox;
  webhookSecret: string;
}

/** Forms of one nightly list; more make several. */
const LIST_LENGTH = 100;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function isListAcknowledged(body: string, id: string): boolean {
  try {
    const { message, inReplyTo } = JSON.parse(body) as { message?: string; inReplyTo?: string };
    return (message === 'A_AR_A02' || message === 'A_EC_A03') && inReplyTo === id;
  } catch {
    return false;
  }
}

/** What customs do: take messages in, decide, tell the result, and tell again until it is acknowledged. */
export function createCustomsOffice({ records, decide, outbox, webhookSecret }: CustomsDependencies) {
  const now = (): string => new Date().toISOString();

  function signed(id: string, content: object, isAcknowledged: WebhookMessage['isAcknowledged']): WebhookMessage {
    const body = JSON.stringify(content);
    const headers = (): Record<string, string> => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signatureOf(webhookSecret, timestamp, body) };
    };
    return { id, path: CUSTOMS_WEBHOOK, body, headers, isAcknowledged };
  }

  const told = (id: string) => (delivered: Delivered) => records.append({ kind: 'told', at: now(), id, ...delivered });

  function tell(record: MessageRecord): void {
    const { answerId } = record;
    if (answerId === undefined) return;
    const message = signed(answerId, answerTo(record), (status) => isSuccess(status) || status === 404);
    outbox.send(message, decide.time_ms('result', answerId), told(answerId));
  }

  function tellList(listId: string, exports: readonly ExportRecord[]): void {
    const forms = exports.map(({ formId, customsId, status, at }) => ({ formId, customsId, status, at }));
    const content = { message: 'R_E_A01', messageId: listId, forms };
    const acknowledged = (status: number, body: string) => isSuccess(status) && isListAcknowledged(body, listId);
    outbox.send(signed(listId, content, acknowledged), 0, told(listId));
  }

  function decided(incoming: Incoming): Pick<MessageRecord, 'result' | 'customsId' | 'reasons'> {
    const errors = structureErrors({ ...incoming });
    if (errors.length > 0) return { result: 'wrong-structure', reasons: errors };
    if (decide.happens('systemError', incoming.messageId)) return { result: 'system-error' };
    if (incoming.message !== 'A_E_S01' && decide.happens('refuse', incoming.formId))
      return { result: 'rejected', reasons: ['refused by the drill'] };
    return judge(incoming, formsOf(records.all).get(incoming.formId), records.all);
  }

  /** A message sent again is acknowledged again and not judged twice. */
  function take(incoming: Incoming): Answer {
    const { message, messageId, formId, slip, totals, refund } = incoming;
    const known = records.all.some((record) => record.kind === 'message' && record.messageId === messageId);
    if (!known) {
      const record: MessageRecord = {
        kind: 'message',
        at: now(),
        message,
        messageId,
        formId,
        ...decided(incoming),
        ...(slip === undefined ? {} : { slip }),
        ...(totals?.gross === undefined ? {} : { gross: totals.gross }),
        ...(refund?.amount === undefined ? {} : { refund: refund.amount }),
        ...(isTooSoon(incoming, records.all, Date.now()) ? { tooSoon: true } : {}),
        ...(decide.happens('silent', messageId) ? {} : { answerId: randomUUID() }),
      };
      records.append(record);
      tell(record);
    }
    return { status: 202, body: { acknowledgement: messageId } };
  }

  /** The border decides about registered forms, and the night's list tells it. Where both kinds are in force the normal one is annulled. */
  function nightly({ confirm = [], annul = [] }: { confirm?: 'all' | string[]; annul?: string[] }): number {
    const chosen: ExportRecord[] = [];
    for (const form of formsOf(records.all).values()) {
      const inForce = form.emergency ?? form.normal;
      if (inForce === undefined || form.deleted || form.exports.length > 0) continue;
      const status = annul.includes(form.formId) ? 'ANNULE' : 'CONFIRME';
      if (status === 'CONFIRME' && confirm !== 'all' && !confirm.includes(form.formId)) continue;
      const listed = { kind: 'export', at: now(), formId: form.formId, listId: '' } as const;
      if (form.emergency && form.normal) chosen.push({ ...listed, customsId: form.normal, status: 'ANNULE' });
      chosen.push({ ...listed, customsId: inForce, status });
    }
    for (let start = 0; start < chosen.length; start += LIST_LENGTH) {
      const listId = randomUUID();
      const exports = chosen.slice(start, start + LIST_LENGTH).map((record) => ({ ...record, listId }));
      for (const record of exports) records.append(record);
      tellList(listId, exports);
    }
    return chosen.length;
  }

  /** After a restart: whatever was decided and not acknowledged is told again. */
  function resume(): void {
    const done = new Set(records.all.flatMap((record) => (record.kind === 'told' ? [record.id] : [])));
    const lists = new Map<string, ExportRecord[]>();
    for (const record of records.all) {
      if (record.kind === 'message' && record.answerId && !done.has(record.answerId)) tell(record);
      if (record.kind === 'export' && !done.has(record.listId))
        lists.set(record.listId, [...(lists.get(record.listId) ?? []), record]);
    }
    for (const [listId, exports] of lists) tellList(listId, exports);
  }

  return { take, nightly, resume };
}
