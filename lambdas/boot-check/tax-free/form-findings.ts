import { inflateRawSync } from 'node:zlib';
import type { Finding } from '../../../domain/laws/finding.ts';
import { lifeFaults } from '../../../domain/laws/form-life.ts';
import { addsUp, moneyFaults } from '../../../domain/laws/form-money.ts';
import { showsPersonal } from '../../../domain/laws/plain-text.ts';
import { isFormId } from '../../../domain/tax-free/form-id.ts';
import { shardOf } from '../../shared/form-work/due.ts';
import type { FormContent } from '../../shared/form-work/form.ts';
import { type FormRecord, formRecord } from '../../shared/form-work/form-record.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { isErased, privacyFindings } from './privacy.ts';

type Say = (law: string, attribute: string, says: string) => Finding;

/** What the form says beside its content must be what the content says. */
function contentFindings(form: FormRecord, content: FormContent, say: Say): Finding[] {
  const numbers = content.receipts.map(({ number }) => number);
  const own = {
    pk: content.formId === form.formId,
    receipts: numbers.join() === form.receipts.join(),
    store: content.store === form.store,
  };
  return [
    ...Object.entries(own)
      .filter(([, isRight]) => !isRight)
      .map(([name]) => say('form-content', name, 'the content of the form says something else')),
    ...(addsUp(content) ? [] : [say('form-money', 'form', 'refund, fee, totals and lines do not add up')]),
    ...(showsPersonal(JSON.stringify(content)) ? [say('personal-data-plain', 'form', 'it names a traveller')] : []),
  ];
}

function moneyFindings(form: FormRecord, content: FormContent, say: Say): Finding[] {
  const { formId, state, lastCredit, lastDebit, log } = form;
  const faults = moneyFaults({
    formId,
    state,
    refund: content.refund,
    attempts: [...form.attempts.values()],
    ...(lastCredit === undefined ? {} : { lastCredit }),
    ...(lastDebit === undefined ? {} : { lastDebit }),
    paidOtherwise: log.some(({ event }) => event === 'paid-otherwise'),
    settledByHand: log.some(({ event }) => event === 'dispute-settled'),
  });
  return faults.map((says) => say('form-money', 'attempts', says));
}

const isTime = (text: string | undefined): boolean => text === undefined || !Number.isNaN(Date.parse(text));

/** A form is due at a time in the shard of its id, until its personal data are erased. */
function dueFindings(item: Item, form: FormRecord, say: Say): Finding[] {
  if (isErased(item)) return [];
  const { dueAt, retainUntil, formId } = form;
  return [
    ...(item.dueShard?.S === shardOf(formId)
      ? []
      : [say('form-due', 'dueShard', `it belongs into ${shardOf(formId)}`)]),
    ...(dueAt !== undefined && isTime(dueAt)
      ? []
      : [say('form-due', 'dueAt', 'nobody will ever look at the form again')]),
    ...(retainUntil !== '' && isTime(retainUntil) ? [] : [say('form-due', 'retainUntil', 'it is no time')]),
  ];
}

function readable(item: Item): FormRecord | undefined {
  try {
    return formRecord(item);
  } catch {
    return undefined;
  }
}

/** A form whose text cannot be read: which attribute is to blame. */
function unreadable(item: Item): string {
  try {
    JSON.parse(inflateRawSync(item.form?.B ?? new Uint8Array()).toString());
    return 'refusal';
  } catch {
    return 'form';
  }
}

/** Every law of one form, by its item alone. @returns the form where it could be read */
export function formFindings(item: Item): { found: Finding[]; form?: FormRecord } {
  const place = `${item.pk?.S ?? ''}/${item.sk?.S ?? ''}`;
  const say: Say = (law, attribute, says) => ({ law, item: `${place} ${attribute}`, says });
  const form = readable(item);
  if (form === undefined) return { found: [say('form-unreadable', unreadable(item), 'it cannot be unpacked')] };
  const { content } = form;
  const laws = (): Finding[] => [
    ...(isFormId(form.formId) ? [] : [say('form-id', 'pk', 'its check digits are wrong')]),
    ...lifeFaults({ ...form, isIssued: content !== undefined }).map(({ attribute, says }) =>
      say('form-life', attribute, says),
    ),
    ...dueFindings(item, form, say),
    ...privacyFindings(item, content !== undefined, say),
    ...(content === undefined ? [] : [...contentFindings(form, content, say), ...moneyFindings(form, content, say)]),
  ];
  try {
    return { found: laws(), form };
  } catch {
    return { found: [say('form-unreadable', 'form', 'it lacks what every form has')] };
  }
}
