import type { Schema } from './schema.ts';

function textConforms({ const: only, enum: some, pattern, minLength = 0, maxLength }: Schema, text: string): boolean {
  return (
    (only === undefined || text === only) &&
    (some === undefined || some.includes(text)) &&
    (pattern === undefined || new RegExp(pattern).test(text)) &&
    text.length >= minLength &&
    text.length <= (maxLength ?? Number.POSITIVE_INFINITY)
  );
}

function listConforms({ items = {}, minItems = 0, maxItems }: Schema, list: readonly unknown[]): boolean {
  const fits = list.length >= minItems && list.length <= (maxItems ?? Number.POSITIVE_INFINITY);
  return fits && list.every((item) => conforms(items, item));
}

function objectConforms({ properties = {}, required = [] }: Schema, object: Record<string, unknown>): boolean {
  return (
    required.every((name) => Object.hasOwn(object, name)) &&
    Object.entries(properties).every(([name, schema]) => !Object.hasOwn(object, name) || conforms(schema, object[name]))
  );
}

/**
 * Whether what customs sent has the shape of a message. Fields that we do not know are let pass: they may add some before we learn of
 * it. Everything we read of a message is checked here.
 */
export function conforms(schema: Schema, value: unknown): boolean {
  if (schema.type === 'object')
    return typeof value === 'object' && value !== null && objectConforms(schema, { ...value });
  if (schema.type === 'array') return Array.isArray(value) && listConforms(schema, value);
  if (schema.type === 'integer') return Number.isInteger(value) && Number(value) >= (schema.minimum ?? -Infinity);
  return typeof value === 'string' && textConforms(schema, value);
}
