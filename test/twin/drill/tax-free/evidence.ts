import type { FormContent } from '../../../../lambdas/shared/form-work/form.ts';
import type { FormRecord } from '../../../../lambdas/shared/form-work/form-record.ts';
import type { StoredEntry } from '../../../../lambdas/shared/ledger-item.ts';
import type { CustomsFormState } from '../../../../twin/customs/records.ts';
import type { Evidence } from '../../../../twin/drill/tax-free/evidence.ts';

export const AT = new Date('2026-11-24T12:00:00Z');
export const FORM = 'A0000000000000000000A1';
export const RECEIPT = 'HAUSSMANN-001-00000001-A';
const REFUND = 1_548;
const CUSTOMS_ID = `FR${FORM}`;

const line = (event: string, to: string) => ({ at: AT.toISOString(), event, to, by: 'us', step: event });

/** One form that was credited, with all that belongs to it. */
export function form(change: Partial<FormRecord> = {}): FormRecord {
  const lines = [{ receipt: RECEIPT, line: 1, quantity: 1 }];
  return {
    formId: FORM,
    state: 'credited',
    revision: 4,
    step: 'x',
    receipts: [RECEIPT],
    content: { refund: REFUND, lines, credit: 'before-customs' } as unknown as FormContent,
    customsId: CUSTOMS_ID,
    attempts: new Map(),
    payments: 0,
    settledByHand: 0,
    retainUntil: '2032-11-24T12:00:00.000Z',
    dueAt: '2026-12-16T00:00:00.000Z',
    released: false,
    log: [line('issued', 'issued'), line('customs-registered', 'registered')] as FormRecord['log'],
    ...change,
  };
}

export function sale(change: Partial<StoredEntry> = {}): StoredEntry {
  return {
    left: new Map([[1, { quantity: 1, amount: 12_900, unit: 12_900 }]]),
    claim: { form: FORM, at: AT.toISOString(), others: [] },
    releasedBy: new Set(),
    ...change,
  } as StoredEntry;
}

export const credit = (amount = REFUND, n = 1) => ({
  key: `detaxe:${FORM}:credit:${n}`,
  does: 'credit' as const,
  card: 'card-1',
  amount,
});

export const atCustoms = (change: Partial<CustomsFormState> = {}): CustomsFormState => ({
  formId: FORM,
  normal: CUSTOMS_ID,
  rejected: false,
  deleted: false,
  exports: [],
  refund: '15.48',
  creates: 1,
  tooSoon: 0,
  ...change,
});

export const attempt = (change: object = {}) => ({
  formId: FORM,
  receipts: [RECEIPT],
  began_ms: AT.getTime(),
  answer: 'issued' as const,
  refund: REFUND,
  quoted: REFUND,
  ...change,
});

/** A run of one form in which everything went well. */
export function evidence(change: Partial<Evidence> = {}): Evidence {
  return {
    at: AT,
    forms: [form()],
    sales: new Map([[RECEIPT, sale()]]),
    customs: new Map([[FORM, atCustoms()]]),
    movements: [credit()],
    attempts: [attempt()],
    ...change,
  };
}
