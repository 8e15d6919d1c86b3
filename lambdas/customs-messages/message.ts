import { conforms } from '../shared/customs/messages/conforms.ts';
import { INCOMING } from '../shared/customs/messages/incoming.ts';

/** A form on the nightly list. */
export interface ListedForm {
  formId: string;
  customsId: string;
  status: 'CONFIRME' | 'ANNULE';
  /** ISO 8601 with offset. */
  at: string;
}

interface Head {
  /** Customs' id of the message. */
  messageId: string;
}

interface Reply extends Head {
  /** Our message that it answers. */
  inReplyTo: string;
}

/** What customs send, as `INCOMING` describes it. */
export type CustomsMessage =
  | (Reply & { message: 'R_AR_C02' | 'R_AR_P02'; formId: string; customsId: string })
  | (Reply & { message: 'R_AR_S02'; formId: string })
  | (Reply & { message: 'R_EC_C03' | 'R_EC_P03' | 'R_EC_S03'; formId: string; reasons: string[]; customsId?: string })
  | (Head & { message: 'R_E_A01'; forms: ListedForm[] })
  | (Head & { message: 'R_E_IS' })
  | (Reply & { message: 'G001' })
  | (Reply & { message: 'G002' });

const SCHEMAS = new Map(INCOMING.map(({ message, schema }) => [message, schema]));

/** @returns undefined for what is no message of customs */
export function customsMessage(body: Record<string, unknown>): CustomsMessage | undefined {
  const schema = SCHEMAS.get(String(body.message));
  return schema !== undefined && conforms(schema, body) ? (body as unknown as CustomsMessage) : undefined;
}
