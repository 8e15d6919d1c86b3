import type { Treatment } from '../../../domain/masking/pseudonyms.ts';
import type { RuleFor } from '../../../domain/masking/rule.ts';
import type { FormContent } from '../../shared/form-work/form.ts';

/** What becomes of what a form says; the hashes of its receipts are put right afterwards. Nothing in it names a person. */
export const CONTENT_RULE: RuleFor<FormContent> = {
  formId: 'form',
  store: 'keep',
  kiosk: 'keep',
  operator: 'keep',
  merchant: { name: 'keep', vatNumber: 'keep', town: 'keep', centre: 'keep' },
  method: 'keep',
  receipts: [{ number: 'keep', hash: 'keep' }],
  lines: [
    {
      receipt: 'keep',
      line: 'keep',
      gtin: 'keep',
      label: 'keep',
      quantity: 'keep',
      gross: 'keep',
      net: 'keep',
      vat: 'keep',
      vatRate: 'keep',
      type: 'keep',
      brand: 'keep',
    },
  ],
  totals: 'keep',
  gross: 'keep',
  vat: 'keep',
  refund: 'keep',
  fee: 'keep',
  credit: 'keep',
  validationBefore: 'keep',
  validationLastDay: 'keep',
  residence: 'keep',
  consent: { textVersion: 'keep', time: 'keep', language: 'keep' },
  language: 'keep',
  issuedAt: 'keep',
  corrects: 'form',
  stated: { operator: 'operator', fields: 'keep' },
};

/** What becomes of a map's or an item's plain attributes, by name. */
export type AttributeRules = Readonly<Record<string, Treatment | 'keep'>>;

/** Attributes of a form's item that stand for themselves; the others (keys, personal data, content) are made anew. */
export const ITEM_RULES: AttributeRules = {
  sk: 'keep',
  state: 'keep',
  revision: 'keep',
  step: 'reference',
  receipts: 'keep',
  store: 'keep',
  credit: 'keep',
  retainUntil: 'keep',
  expireAt: 'keep',
  reclaimFrom: 'keep',
  transmittedAt: 'keep',
  dueAt: 'keep',
  released: 'keep',
  refusal: 'formsIn',
  message: 'message',
  acknowledged: 'message',
  customsId: 'customs',
  slip: 'customs',
  lastCredit: 'formsIn',
  lastDebit: 'formsIn',
  customsSaid: 'keep',
  payments: 'keep',
  settledByHand: 'keep',
};

export const LOG_RULES: AttributeRules = { at: 'keep', event: 'keep', to: 'keep', by: 'keep', step: 'reference' };

export const ATTEMPT_RULES: AttributeRules = {
  amount: 'keep',
  intendedAt: 'keep',
  outcome: 'keep',
  settledAt: 'keep',
  pspReference: 'reference',
  reason: 'words',
  doneAt: 'keep',
  refusedAt: 'keep',
  reversedAt: 'keep',
  restoredAt: 'keep',
};

export const CARD_RULES: AttributeRules = {
  token: 'reference',
  brand: 'keep',
  lastFour: 'digits',
  shopperReference: 'reference',
};

/** What was agreed to for another card than the first. */
export const CONSENT_RULES: AttributeRules = { textVersion: 'keep', time: 'keep', language: 'keep' };

/** What staff paid, or settled by hand. */
export const PAYMENT_RULES: AttributeRules = {
  means: 'keep',
  reference: 'reference',
  operator: 'operator',
  owed: 'keep',
};
