import type { Stated } from '../../domain/passport/stated.ts';
import type { PlacedLine } from '../../domain/tax-free/facts.ts';
import type { Refund } from '../../domain/tax-free/refund/refund.ts';
import type { FormContent, FormLine, FormMerchant } from '../shared/form-work/form.ts';
import type { Operator } from '../shared/form-work/operators.ts';
import type { Asked } from './asked.ts';
import type { Eligible } from './eligibility.ts';

export interface ContentParts extends Asked {
  merchant: FormMerchant;
  receipts: FormContent['receipts'];
  assessment: Eligible;
  refund: Refund;
  at: Date;
  operator: Operator;
}

/** Who stated what, without the dates themselves, which are kept with what names the traveller. */
const statedBy = ({ operator, ...dates }: Stated): NonNullable<FormContent['stated']> => ({
  operator,
  fields: (['birthDate', 'expiryDate'] as const).filter((field) => dates[field] !== undefined),
});

const formLine = ({ category: _, ...line }: PlacedLine): FormLine => line;

/** What a form says: a pure function of what was asked and what was found. */
export function formContent(parts: ContentParts): FormContent {
  const { formId, device, request, merchant, receipts, assessment, refund, at, operator } = parts;
  const { lines, totals, gross, vat, validation } = assessment;
  return {
    formId,
    store: device.store,
    kiosk: device.till,
    operator: operator.name,
    merchant,
    method: request.method,
    receipts,
    lines: lines.map(formLine),
    totals,
    gross,
    vat,
    refund: refund.refund,
    fee: refund.fee,
    credit: refund.credit,
    validationBefore: validation.before,
    validationLastDay: validation.lastDay,
    residence: request.residence,
    consent: request.consent,
    language: request.language,
    issuedAt: at.toISOString(),
    ...(request.corrects === undefined ? {} : { corrects: request.corrects }),
    ...(request.stated === undefined ? {} : { stated: statedBy(request.stated) }),
  };
}
