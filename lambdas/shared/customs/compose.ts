import type { FormContent, FormLine, Personal } from '../form-work/form.ts';
import type { CustomsForm } from '../form-work/ports.ts';
import { LIMITS } from './messages/limits.ts';
import { amountText, bounded, rateText, withValue } from './wording.ts';

/** A message as JSON: the name of what it is, its own id, the form it is about, and more. */
export interface OutgoingMessage {
  message: 'A_E_C01' | 'A_E_P01' | 'A_E_S01';
  messageId: string;
  formId: string;
  [field: string]: unknown;
}

/** Cents, rounded half up: after a discount the pieces of a line do not all cost the same. [ours] */
const unitPrice = ({ gross, quantity }: FormLine): number => Math.round(gross / quantity);

const article = (line: FormLine, place: number) => ({
  number: place + 1,
  receipt: line.receipt,
  description: bounded(line.label, LIMITS.description.most),
  quantity: line.quantity,
  unitPrice: amountText(unitPrice(line)),
  vatRate: rateText(line.vatRate),
  net: amountText(line.net),
  gross: amountText(line.gross),
  vat: amountText(line.vat),
  ...withValue({
    type: bounded(line.type ?? '', LIMITS.type.most),
    brand: bounded(line.brand ?? '', LIMITS.brand.most),
  }),
});

const merchant = ({ name, vatNumber, town, centre }: FormContent['merchant']) => ({
  name: bounded(name, LIMITS.name.most),
  vatNumber,
  town: bounded(town, LIMITS.name.most),
  ...withValue({ centre: bounded(centre ?? '', LIMITS.name.most) }),
});

/** Customs know the Canaries, Ceuta and Melilla as Spain, whose residents outside the VAT area are eligible. [ours] */
const TERRITORIES: Readonly<Record<string, string>> = { IC: 'ES', EA: 'ES' };

const traveller = (personal: Personal, residence: string) => ({
  surname: bounded(personal.surname, LIMITS.name.most),
  // A filler inside a number stands for a hyphen or a space, and customs take letters and digits.
  passportNumber: personal.passportNumber.replaceAll('<', ''),
  residence: TERRITORIES[residence] ?? residence,
  ...withValue({
    givenNames: bounded(personal.givenNames, LIMITS.name.most),
    birthDate: personal.birthDate,
    nationality: personal.nationality,
    passportExpiry: personal.passportExpiry,
  }),
});

const body = ({ content, personal }: CustomsForm) => ({
  operator: bounded(content.operator, LIMITS.name.most),
  merchant: merchant(content.merchant),
  traveller: traveller(personal, content.residence),
  articles: content.lines.map(article),
  receipts: content.receipts.map(({ number }) => number),
  totals: { gross: amountText(content.gross), vat: amountText(content.vat) },
  refund: { method: 'CARTE', amount: amountText(content.refund), fee: amountText(content.fee) },
  issuedAt: content.issuedAt,
});

/**
 * A_E_C01.
 *
 * @throws RangeError when an amount is more than customs take
 */
export const createMessage = (form: CustomsForm): OutgoingMessage => ({
  message: 'A_E_C01',
  messageId: form.messageId,
  formId: form.content.formId,
  ...body(form),
});

/** A_E_P01. @throws RangeError as `createMessage` */
export const slipMessage = (form: CustomsForm, slip: string): OutgoingMessage => ({
  message: 'A_E_P01',
  messageId: form.messageId,
  formId: form.content.formId,
  slip,
  ...body(form),
});

/** A_E_S01; by our own id where none of customs is known. */
export const deleteMessage = (of: { messageId: string; formId: string; customsId?: string }): OutgoingMessage => ({
  message: 'A_E_S01',
  messageId: of.messageId,
  formId: of.formId,
  ...withValue({ customsId: of.customsId }),
});
