import { randomUUID } from 'node:crypto';
import type { Answer } from '../simulator/serve.ts';
import { type Incoming, isTooSoon, judge } from './judgement.ts';
import { type CustomsFormState, type ExportRecord, formsOf, type MessageRecord } from './records.ts';
import { structureErrors } from './structure.ts';
import { type Surroundings, Voice } from './voice.ts';

/** Forms of one nightly list; more make several. */
const LIST_LENGTH = 100;

/** What the border decides. */
export interface BorderDecisions {
  confirm?: 'all' | string[];
  annul?: string[];
}

function exportsOf(form: CustomsFormState, { confirm = [], annul = [] }: BorderDecisions, at: string): ExportRecord[] {
  const { formId, normal, emergency } = form;
  const inForce = emergency ?? normal;
  const isAnnulled = annul.includes(formId);
  const isChosen = isAnnulled || confirm === 'all' || confirm.includes(formId);
  if (inForce === undefined || form.deleted || form.exports.length > 0 || !isChosen) return [];
  const listed = { kind: 'export', at, formId, listId: '' } as const;
  const decision: ExportRecord = { ...listed, customsId: inForce, status: isAnnulled ? 'ANNULE' : 'CONFIRME' };
  return emergency && normal ? [{ ...listed, customsId: normal, status: 'ANNULE' }, decision] : [decision];
}

/** What customs do: take messages in, decide, write it down, and have it told. */
export class CustomsOffice {
  readonly #own: Surroundings;
  readonly #voice: Voice;

  constructor(surroundings: Surroundings) {
    this.#own = surroundings;
    this.#voice = new Voice(surroundings);
  }

  /** Takes a message in. One sent again is acknowledged again and not judged twice. */
  take(incoming: Incoming): Answer {
    const { messageId } = incoming;
    const { all } = this.#own.records;
    if (!all.some((record) => record.kind === 'message' && record.messageId === messageId)) {
      const record = this.#recordOf(incoming);
      this.#own.records.append(record);
      this.#voice.tell(record);
    }
    return { status: 202, body: { acknowledgement: messageId } };
  }

  /** The border decides, and the night's list tells it. Of a form registered twice the normal one is annulled. */
  nightly(decisions: BorderDecisions): number {
    const { records } = this.#own;
    const at = new Date().toISOString();
    const chosen = [...formsOf(records.all).values()].flatMap((form) => exportsOf(form, decisions, at));
    for (let start = 0; start < chosen.length; start += LIST_LENGTH) {
      const listId = randomUUID();
      const exports = chosen.slice(start, start + LIST_LENGTH).map((record) => ({ ...record, listId }));
      for (const record of exports) records.append(record);
      this.#voice.tellList(listId, exports);
    }
    return chosen.length;
  }

  /** After a restart. */
  resume(): void {
    this.#voice.resume();
  }

  #recordOf(incoming: Incoming): MessageRecord {
    const { message, messageId, formId, slip, totals, refund } = incoming;
    const { records, decide } = this.#own;
    return {
      kind: 'message',
      at: new Date().toISOString(),
      message,
      messageId,
      formId,
      ...this.#decided(incoming),
      ...(slip === undefined ? {} : { slip }),
      ...(totals?.gross === undefined ? {} : { gross: totals.gross }),
      ...(refund?.amount === undefined ? {} : { refund: refund.amount }),
      ...(isTooSoon(incoming, records.all, Date.now()) ? { tooSoon: true } : {}),
      ...(decide.happens('silent', messageId) ? {} : { answerId: randomUUID() }),
    };
  }

  #decided(incoming: Incoming): Pick<MessageRecord, 'result' | 'customsId' | 'reasons'> {
    const { records, decide } = this.#own;
    const errors = structureErrors({ ...incoming });
    if (errors.length > 0) return { result: 'wrong-structure', reasons: errors };
    if (decide.happens('systemError', incoming.messageId)) return { result: 'system-error' };
    if (incoming.message !== 'A_E_S01' && decide.happens('refuse', incoming.formId))
      return { result: 'rejected', reasons: ['refused by the drill'] };
    return judge(incoming, formsOf(records.all).get(incoming.formId), records.all);
  }
}
