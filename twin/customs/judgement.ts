import { ALREADY_REGISTERED } from '../../lambdas/shared/customs/messages/incoming.ts';
import type { CustomsFormState, CustomsRecord, MessageRecord } from './records.ts';

/** As much of a message as a judgement needs. */
export interface Incoming {
  message: string;
  messageId: string;
  formId: string;
  slip?: string;
  totals?: { gross?: string };
  refund?: { amount?: string };
}

/** Least time between two creates of a form. Source: PABLO V2. */
const CREATE_INTERVAL_MS = 60_000;

type Verdict = Pick<MessageRecord, 'result' | 'customsId' | 'reasons'>;

const rejected = (reason: string): Verdict => ({ result: 'rejected', reasons: [reason] });

const registered = (customsId: string): Verdict => ({ result: 'rejected', reasons: [ALREADY_REGISTERED], customsId });

function slipOwner(records: readonly CustomsRecord[], slip: string | undefined): string | undefined {
  const used = records.find((record) => record.kind === 'message' && record.slip === slip && record.customsId);
  return used?.kind === 'message' ? used.formId : undefined;
}

/** Customs' own rules: one registration of each kind per form, a slip number once, no deletion of what is decided. */
export function judge(
  incoming: Incoming,
  form: CustomsFormState | undefined,
  records: readonly CustomsRecord[],
): Verdict {
  const { message, formId, slip } = incoming;
  const customsId = form?.emergency ?? form?.normal;
  if (message === 'A_E_C01')
    return customsId ? registered(customsId) : { result: 'accepted', customsId: `FR${formId}` };
  if (message === 'A_E_P01') {
    if (form?.emergency) return registered(form.emergency);
    if (slipOwner(records, slip) !== undefined) return rejected('slip number used before');
    return { result: 'accepted', customsId: `PS${formId}` };
  }
  if (customsId === undefined || form === undefined) return rejected('unknown form');
  if (form.exports.length > 0) return rejected('already decided');
  return { result: 'accepted', customsId };
}

/** Whether a create comes within a minute of the one before. */
export function isTooSoon({ message, formId }: Incoming, records: readonly CustomsRecord[], now_ms: number): boolean {
  if (message !== 'A_E_C01') return false;
  const last = records.findLast(
    (record) => record.kind === 'message' && record.message === 'A_E_C01' && record.formId === formId,
  );
  return last !== undefined && now_ms - Date.parse(last.at) < CREATE_INTERVAL_MS;
}

const NAMES: Readonly<Record<string, readonly [accepted: string, rejected: string]>> = {
  A_E_C01: ['R_AR_C02', 'R_EC_C03'],
  A_E_P01: ['R_AR_P02', 'R_EC_P03'],
  A_E_S01: ['R_AR_S02', 'R_EC_S03'],
};

/** The answer to a message as it travels. */
export function answerTo(record: MessageRecord): Record<string, unknown> {
  const { message, messageId, formId, result, customsId, reasons, answerId } = record;
  const head = { messageId: answerId, inReplyTo: messageId, formId };
  if (result === 'wrong-structure') return { message: 'G001', ...head, reasons };
  if (result === 'system-error') return { message: 'G002', ...head };
  const [accepted, refused] = NAMES[message] ?? ['', ''];
  return result === 'accepted'
    ? { message: accepted, ...head, customsId }
    : { message: refused, ...head, reasons, ...(customsId ? { customsId } : {}) };
}
