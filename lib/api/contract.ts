import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const contractFile = fileURLToPath(new URL('../../api/openapi.yaml', import.meta.url));

/** The HTTPS contract, `api/openapi.yaml`, with its YAML anchors resolved. */
export function readContract(): JsonObject {
  return parse(readFileSync(contractFile, 'utf8'), { merge: true });
}

export function asObject(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as JsonObject;
}

export function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Follows a reference inside the document, `#/components/…`, and gives other values back as they are.
 *
 * @throws Error when the document has nothing there
 */
export function dereference(document: JsonObject, value: Json): JsonObject {
  const reference = asObject(value).$ref;
  if (typeof reference !== 'string') return asObject(value);
  const steps = reference.replace('#/', '').split('/');
  const found = steps.reduce<Json | undefined>((at, step) => asObject(at)[step], document);
  if (found === undefined) throw new Error(`the contract refers to ${reference}, which it does not have`);
  return asObject(found);
}
