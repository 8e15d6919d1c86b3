import { LIMITS } from './limits.ts';
import {
  CUSTOMS_ID,
  FORM_ID,
  list,
  MESSAGE_ID,
  type MessageRow,
  matching,
  object,
  type Schema,
  TIME,
  text,
} from './schema.ts';
import { OURS, PABLO } from './source.ts';

const amount = matching('^[0-9]{1,7}\\.[0-9]{2}$');
const rate = matching('^[0-9]{1,3}\\.[0-9]{3}$');
const country = matching('^[A-Z]{2}$');
const day = matching('^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
/** A passport may give a birth date without day, or without day and month. */
const birthDay = matching('^[0-9]{4}(-[0-9]{2}){0,2}$');
const name = text(LIMITS.name.most);

const article = object(
  {
    number: { type: 'integer', minimum: 1 },
    receipt: text(LIMITS.receipt.most),
    description: text(LIMITS.description.most),
    quantity: { type: 'integer', minimum: 1 },
    unitPrice: amount,
    vatRate: rate,
    net: amount,
    gross: amount,
    vat: amount,
  },
  { type: text(LIMITS.type.most), brand: text(LIMITS.brand.most) },
);

const form: Record<string, Schema> = {
  operator: name,
  merchant: object({ name, vatNumber: matching('^[A-Z]{2}[A-Z0-9]{2,13}$'), town: name }, { centre: name }),
  traveller: object(
    { surname: name, passportNumber: matching('^[A-Z0-9]{1,20}$'), residence: country },
    { givenNames: name, birthDate: birthDay, nationality: country, passportExpiry: day },
  ),
  articles: list(article, 1, LIMITS.articles.most),
  receipts: list(text(LIMITS.receipt.most), 1, LIMITS.articles.most),
  totals: object({ gross: amount, vat: amount }),
  refund: object({ method: { enum: ['CARTE', 'ESPECES'] }, amount, fee: amount }),
  issuedAt: TIME,
};

const head = (message: string): Record<string, Schema> => ({
  message: { const: message },
  messageId: MESSAGE_ID,
  formId: FORM_ID,
});

const answer = (message: string): Record<string, Schema> => ({ message: { const: message }, inReplyTo: MESSAGE_ID });

/** What we send: names and meaning as customs documents give them, the fields within as we write them until the originals are at hand. */
export const OUTGOING: readonly MessageRow[] = [
  { message: 'A_E_C01', says: 'Create one form.', schema: object({ ...head('A_E_C01'), ...form }), ...PABLO },
  {
    message: 'A_E_P01',
    says: 'Create a form that was issued on an emergency slip; the number is used once.',
    schema: object({ ...head('A_E_P01'), slip: matching('^AT[A-Z0-9]{1,30}$'), ...form }),
    ...PABLO,
  },
  {
    message: 'A_E_S01',
    says: 'Delete a form.',
    schema: object(head('A_E_S01'), { customsId: CUSTOMS_ID }),
    ...PABLO,
  },
  { message: 'A_AR_A02', says: 'The nightly list was taken in.', schema: object(answer('A_AR_A02')), ...PABLO },
  {
    message: 'A_EC_A03',
    says: 'The nightly list was taken in, but for the forms named.',
    schema: object({ ...answer('A_EC_A03'), errors: list(object({ formId: FORM_ID, reason: text(100) }), 1, 100_000) }),
    ...OURS,
  },
];
