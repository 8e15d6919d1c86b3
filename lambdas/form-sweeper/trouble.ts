import type { State } from '../../domain/tax-free/life/state.ts';
import { disputeOf } from '../shared/form-work/dispute.ts';
import { TELL_AFTER_MS } from '../shared/form-work/due.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { Trouble, WorkLine } from '../shared/form-work/work-log.ts';

const AT_CUSTOMS: readonly State[] = ['issued', 'transmitted', 'emergency', 'regularising'];
const MONEY_UNDER_WAY: readonly State[] = [
  'crediting',
  'crediting-confirmed',
  'crediting-annulled',
  'recrediting',
  'reclaiming',
  'reclaiming-confirmed',
];

function askedAt({ attempts, lastCredit, lastDebit, state }: FormRecord): string | undefined {
  const key = state.startsWith('reclaiming') ? lastDebit : lastCredit;
  return key === undefined ? undefined : attempts.get(key)?.intendedAt;
}

function line(
  trouble: Trouble,
  { formId, state }: FormRecord,
  since: string | undefined,
  now: Date,
): WorkLine | undefined {
  const age_ms = since === undefined ? 0 : now.getTime() - Date.parse(since);
  return age_ms < TELL_AFTER_MS ? undefined : { trouble, formId, state, age_ms };
}

/** What somebody should know of a form that was taken up, if anything. */
export function troubleOf(form: FormRecord, now: Date): WorkLine | undefined {
  if (AT_CUSTOMS.includes(form.state)) return line('form-not-at-customs', form, form.content?.issuedAt, now);
  if (MONEY_UNDER_WAY.includes(form.state)) return line('money-unanswered', form, askedAt(form), now);
  return disputeOf(form);
}
