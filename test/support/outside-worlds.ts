import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { validationDeadline } from '../../domain/tax-free/deadline.ts';
import { FORM_ID_BYTES, formId } from '../../domain/tax-free/form-id.ts';
import { parisDate, parisTime } from '../../domain/tax-free/paris.ts';
import { sealPersonal } from '../../lambdas/shared/form-work/field-cipher.ts';
import type { FormContent, Personal, StoredCard } from '../../lambdas/shared/form-work/form.ts';
import type { FormRecord } from '../../lambdas/shared/form-work/form-record.ts';
import { createFormWork, type FormWork } from '../../lambdas/shared/form-work/form-work.ts';
import { happen } from '../../lambdas/shared/form-work/happen.ts';
import type { Happening } from '../../lambdas/shared/form-work/happening.ts';
import { messageId } from '../../lambdas/shared/form-work/message-id.ts';
import type { Acquirer, Customs, MoneyAttempt } from '../../lambdas/shared/form-work/ports.ts';
import type { WorkLine } from '../../lambdas/shared/form-work/work-log.ts';
import { createTable, outsideClient } from './tables.ts';

export const newFormId = (): string => formId(randomBytes(FORM_ID_BYTES));

/** What is on a form of a sale of just now. */
function datesNow() {
  const now = new Date();
  const { lastDay, before } = validationDeadline(parisDate(now));
  const consent = { textVersion: '1', time: parisTime(now), language: 'en' } as const;
  return { validationBefore: before, validationLastDay: lastDay, consent, issuedAt: now.toISOString() };
}

/** A form of EUR 1,200.00 at 20 %, of which 144.00 are refunded. */
export const sampleContent = (id = newFormId(), more: Partial<FormContent> = {}): FormContent => ({
  ...datesNow(),
  formId: id,
  store: 'HAUSSMANN',
  kiosk: 'K1',
  operator: 'typical',
  merchant: { name: 'Maison Aubert, Haussmann', vatNumber: 'FR00000000001', town: 'Paris' },
  method: 'card',
  receipts: [{ number: 'HAUSSMANN-012-00000001-X', hash: 'h' }],
  lines: [
    {
      receipt: 'HAUSSMANN-012-00000001-X',
      line: 1,
      gtin: '02000000000015',
      label: 'Foulard en soie',
      quantity: 2,
      gross: 120_000,
      net: 100_000,
      vat: 20_000,
      vatRate: 2000,
      type: 'Foulard',
      brand: 'Aubert',
    },
  ],
  totals: [{ vatRate: 2000, gross: 120_000, net: 100_000, vat: 20_000 }],
  gross: 120_000,
  vat: 20_000,
  refund: 14_400,
  fee: 5600,
  credit: 'before-customs',
  residence: 'JP',
  language: 'en',
  ...more,
});

export const samplePersonal: Personal = {
  surname: 'TANAKA',
  givenNames: 'YUKI',
  birthDate: '1990-05-01',
  nationality: 'JP',
  passportNumber: 'TR1234567',
  passportExpiry: '2030-01-01',
};

export const sampleCard: StoredCard = {
  token: 'token-1',
  brand: 'visa',
  lastFour: '1111',
  shopperReference: 'shopper-1',
};

/** Customs and an acquirer that take everything in and remember what they were asked. */
function patientWorlds() {
  const credits: MoneyAttempt[] = [];
  const debits: MoneyAttempt[] = [];
  const customs: Customs = {
    create: async () => 'acknowledged',
    createFromSlip: async () => 'acknowledged',
    delete: async () => 'acknowledged',
  };
  const received = { outcome: 'received', pspReference: 'PSP' } as const;
  const takingInto = (asked: MoneyAttempt[]) => async (attempt: MoneyAttempt) => {
    asked.push(attempt);
    return received;
  };
  const acquirer: Acquirer = {
    credit: takingInto(credits),
    debit: takingInto(debits),
    fate: async () => 'pending',
  };
  return { customs, acquirer, credits, debits };
}

export interface FormWorld {
  work: FormWork;
  credits: MoneyAttempt[];
  troubles: WorkLine[];
  /** A form that was issued and sent to customs. */
  transmitted(content?: FormContent): Promise<{ id: string; message: string }>;
  happens(id: string, happening: Happening): Promise<void>;
  form(id: string): Promise<FormRecord>;
}

const FIELD_KEY = { id: 'test', key: new Uint8Array(32).fill(7) };

/** Forms in a table of their own. */
export async function openFormWorld(): Promise<FormWorld> {
  const client = outsideClient(inject('dynamodb'));
  const [LEDGER_TABLE, TAX_FREE_TABLE] = [await createTable(client, 'ledger'), await createTable(client, 'tax-free')];
  const { customs, acquirer, credits } = patientWorlds();
  const troubles: WorkLine[] = [];
  const work = createFormWork({
    client,
    environment: { LEDGER_TABLE, TAX_FREE_TABLE, OPERATOR: 'typical' },
    keys: { fieldKey: async () => FIELD_KEY, fieldKeyOf: async () => FIELD_KEY },
    customs,
    acquirer,
    report: (line) => troubles.push(line),
  });

  async function happens(id: string, happening: Happening): Promise<void> {
    const made = await happen(work, id, happening);
    if (!made.made) throw new Error(`${happening.event} did not happen: ${made.why}`);
  }

  async function form(id: string): Promise<FormRecord> {
    const found = await work.forms.read(id);
    if (found === undefined) throw new Error(`no form ${id}`);
    return found;
  }

  async function transmitted(content = sampleContent()): Promise<{ id: string; message: string }> {
    const id = content.formId;
    const personal = sealPersonal(FIELD_KEY, id, samplePersonal);
    const issued = { content, personal, fingerprint: 'f', card: sampleCard };
    await work.forms.issue(issued, { at: new Date(), step: work.newId() });
    const message = messageId('C01', id, work.newId());
    await happens(id, { event: 'transmission-started', by: 'us', message });
    return { id, message };
  }

  return { work, credits, troubles, transmitted, happens, form };
}
