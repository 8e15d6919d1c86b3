import { CUSTOMS_ID, FORM_ID, list, MESSAGE_ID, type MessageRow, object, type Schema, TIME, text } from './schema.ts';
import { OURS, PABLO } from './source.ts';

const head = (message: string): Record<string, Schema> => ({ message: { const: message }, messageId: MESSAGE_ID });
const reasons = list(text(500), 1, 100);

const accepted = (message: string): Schema =>
  object({ ...head(message), inReplyTo: MESSAGE_ID, formId: FORM_ID, customsId: CUSTOMS_ID });
const rejected = (message: string): Schema =>
  object({ ...head(message), inReplyTo: MESSAGE_ID, formId: FORM_ID, reasons }, { customsId: CUSTOMS_ID });

/**
 * The reason with which customs reject a second create of a form that they hold: it is no refusal of the form. The id that they know it
 * by comes along. [ours]
 */
export const ALREADY_REGISTERED = 'DEJA_ENREGISTRE';
const listed = object({ formId: FORM_ID, customsId: CUSTOMS_ID, status: { enum: ['CONFIRME', 'ANNULE'] }, at: TIME });

/** Most forms of one nightly list that we take in. [ours] */
const LONGEST_LIST = 100_000;

/** What comes to our webhook. Results may come twice, late, and in another order than they were made. */
export const INCOMING: readonly MessageRow[] = [
  {
    message: 'R_AR_C02',
    says: 'The create is accepted, with the id that scans.',
    schema: accepted('R_AR_C02'),
    ...PABLO,
  },
  { message: 'R_EC_C03', says: 'The create is rejected.', schema: rejected('R_EC_C03'), ...PABLO },
  { message: 'R_AR_P02', says: 'The emergency form is accepted.', schema: accepted('R_AR_P02'), ...PABLO },
  { message: 'R_EC_P03', says: 'The emergency form is rejected.', schema: rejected('R_EC_P03'), ...PABLO },
  {
    message: 'R_AR_S02',
    says: 'The form is deleted.',
    schema: object({ ...head('R_AR_S02'), inReplyTo: MESSAGE_ID, formId: FORM_ID }, { customsId: CUSTOMS_ID }),
    ...PABLO,
  },
  { message: 'R_EC_S03', says: 'The form is not deleted.', schema: rejected('R_EC_S03'), ...PABLO },
  {
    message: 'R_E_A01',
    says: 'The nightly list: which exports are validated or annulled. Sent again until it is acknowledged.',
    schema: object({ ...head('R_E_A01'), forms: list(listed, 0, LONGEST_LIST) }),
    ...PABLO,
  },
  {
    message: 'R_E_IS',
    says: 'Live status, about every five minutes, informative.',
    schema: object(head('R_E_IS'), { forms: list(listed, 0, LONGEST_LIST) }),
    ...PABLO,
  },
  {
    message: 'G001',
    says: 'A message of ours had a wrong structure: it is refused.',
    schema: object({ ...head('G001'), inReplyTo: MESSAGE_ID }, { formId: FORM_ID, reasons }),
    ...PABLO,
  },
  {
    message: 'G002',
    says: 'An error of their system: the message is to be sent again.',
    schema: object({ ...head('G002'), inReplyTo: MESSAGE_ID }, { formId: FORM_ID, reasons }),
    ...OURS,
  },
];
