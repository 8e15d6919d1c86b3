import type { Sourced } from '../../../../domain/tax-free/source.ts';

/** As much of JSON Schema (draft 7) as describes these messages. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer';
  const?: string;
  enum?: readonly string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: false;
}

/** A message as it travels: its name, what it says, its shape, and how sure that is. */
export interface MessageRow extends Sourced {
  message: string;
  says: string;
  schema: Schema;
}

/** A text that is never empty: an optional field without value is absent, or customs reject the whole message. [law] PABLO V2. */
export const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });

export const matching = (pattern: string): Schema => ({ type: 'string', pattern });

/** An object that has these fields and no other; those of `optional` may be absent. */
export const object = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

export const list = (items: Schema, minItems: number, maxItems: number): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

/** 1 to 64 letters, digits, dots and hyphens: ours say what is asked and of which form. [ours] */
export const MESSAGE_ID: Schema = matching('^[A-Za-z0-9.-]{1,64}$');

/** The barcode's id, 20 to 24 characters. [law] */
export const FORM_ID: Schema = matching('^[A-Z0-9]{20,24}$');

/** `FR…` for a normal form, `PS…` for an emergency one. [law] */
export const CUSTOMS_ID: Schema = matching('^(FR|PS)[A-Z0-9]{1,30}$');

/** ISO 8601 with offset. [ours] */
export const TIME: Schema = matching('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$');
