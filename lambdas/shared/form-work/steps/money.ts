import { reclaimAmount, recreditAmount } from '../../../../domain/tax-free/refund/reclaim.ts';
import { type MoneyKind, nextKey, numberOf } from '../attempt-key.ts';
import type { FormRecord } from '../form-record.ts';
import type { FormWork } from '../form-work.ts';
import { happen } from '../happen.ts';
import type { Bringing } from '../happening.ts';
import { hear } from '../hear.ts';
import type { MoneyAttempt } from '../ports.ts';
import { goOn, type Move, outside, rest, type Step, since, waitAgain } from './step.ts';

/** How long the acquirer's notification is awaited before the acquirer is asked. [ours] */
const ANSWER_MS = 60_000;

/** Tries that the acquirer may refuse to carry out before a person must look. [ours] */
const MOST_ATTEMPTS = 3;

const lastKey = (form: FormRecord, kind: MoneyKind): string | undefined =>
  kind === 'credit' ? form.lastCredit : form.lastDebit;

function attemptOf(form: FormRecord, kind: MoneyKind): MoneyAttempt | undefined {
  const key = lastKey(form, kind);
  const recorded = key === undefined ? undefined : form.attempts.get(key);
  if (recorded === undefined || form.card === undefined) return undefined;
  const { amount, intendedAt, pspReference } = recorded;
  return {
    key: recorded.key,
    kind,
    formId: form.formId,
    amount,
    card: form.card,
    intendedAt,
    ...(pspReference === undefined ? {} : { pspReference }),
  };
}

function amountOf({ content, formId }: FormRecord, kind: MoneyKind, { operator }: FormWork): number {
  if (content === undefined) throw new Error(`form ${formId} is worth nothing`);
  return kind === 'credit' ? recreditAmount(content.refund) : reclaimAmount(content.refund, operator.terms);
}

/**
 * Writes the intent with the key of the next try, then sends it.
 *
 *     intent ──── dies here ────> send ──── dies here ────> notification
 *     after a minute of silence whoever is due asks the acquirer about this very key
 */
async function send(
  form: FormRecord,
  work: FormWork,
  kind: MoneyKind,
  how: 'started' | 'repeated',
  bringing: Pick<Bringing, 'another' | 'store'> = {},
): Promise<Move> {
  const previous = lastKey(form, kind);
  const intent = { key: nextKey(form.formId, kind, previous), amount: amountOf(form, kind, work) };
  const happening = {
    event: `${kind}-${how}` as const,
    by: 'us' as const,
    intent,
    ...bringing,
    ...(previous ? { previous } : {}),
  };
  const made = await happen(work, form.formId, happening, form);
  if (!made.made || !made.isOurs) return goOn(made, form);
  const attempt = attemptOf(made.form, kind);
  if (attempt === undefined) throw new Error(`form ${form.formId} has no card`);
  return outside(work.acquirer[kind](attempt), async (reception) => {
    if (reception === 'unknown' || reception.outcome === 'received') return rest(made.form);
    return settle(made.form, work, kind, 'refused', reception.reason);
  });
}

/** Writes down what became of the last key, as the acquirer's notification does. */
async function settle(
  form: FormRecord,
  work: FormWork,
  kind: MoneyKind,
  said: 'done' | 'refused',
  reason?: string,
): Promise<Move> {
  const word = { key: lastKey(form, kind) ?? '', said, ...(reason ? { reason } : {}) };
  return goOn(await hear(word, work, form), form);
}

/** Asks what became of the last key. Only one that was certainly not carried out is followed by another one, if still wanted. */
const ask =
  (kind: MoneyKind, wanted: boolean): Step =>
  async (form, work) => {
    const attempt = attemptOf(form, kind);
    if (attempt === undefined || since(work, attempt.intendedAt) < ANSWER_MS) return rest(form);
    return outside(work.acquirer.fate(attempt), (fate) => {
      if (fate === 'done') return settle(form, work, kind, 'done');
      if (fate !== 'not-done') return waitAgain(form, work, attempt.intendedAt);
      const again = wanted && numberOf(attempt.key) < MOST_ATTEMPTS;
      return again ? send(form, work, kind, 'repeated') : settle(form, work, kind, 'refused', 'not carried out');
    });
  };

export const credit: Step = (form, work) => send(form, work, 'credit', 'started');

/** Credits another card than the one that refused, under a new key. */
export const creditAnother = (form: FormRecord, work: FormWork, bringing: Pick<Bringing, 'another' | 'store'>) =>
  send(form, work, 'credit', 'started', bringing);

export const debit: Step = (form, work) => send(form, work, 'debit', 'started');

export const askCredit: Step = ask('credit', true);
export const askUnwantedCredit: Step = ask('credit', false);
export const askDebit: Step = ask('debit', true);
export const askUnwantedDebit: Step = ask('debit', false);

/** Credits at once, or lets the credit wait for customs when the operator's ceiling says so. */
export const creditOrHold: Step = async (form, work) => {
  if (form.content?.credit === 'before-customs') return credit(form, work);
  return goOn(await happen(work, form.formId, { event: 'credit-held', by: 'us' }, form), form);
};
