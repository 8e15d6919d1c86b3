import { asObject, type Json, type JsonObject } from './contract.ts';

/** Keys that say nothing to API Gateway, whose import drops or refuses them. */
const MEANINGLESS = new Set(['deprecated', 'example', 'examples', 'externalDocs', 'xml']);

/** Keys that API Gateway would drop although they change what is valid: the contract has to say it otherwise. */
const UNSUPPORTED = new Set([
  'discriminator',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'nullable',
  'readOnly',
  'writeOnly',
]);

/** Keys whose children are names that the contract chose, so that a field may be called `example`. */
const HOLDS_NAMES = new Set(['properties', 'schemas']);

function entry(key: string, value: Json): [string, Json][] {
  if (MEANINGLESS.has(key) || key.startsWith('x-permanence-')) return [];
  if (UNSUPPORTED.has(key)) throw new Error(`the contract uses "${key}", which API Gateway cannot check`);
  return [[key, importable(value, HOLDS_NAMES.has(key))]];
}

/**
 * What API Gateway imports of a part of the contract.
 *
 * @throws Error when the part uses a keyword that API Gateway would silently not check
 */
export function importable(value: Json, childrenAreNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => importable(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject);
  if (childrenAreNames) return Object.fromEntries(entries.map(([name, child]) => [name, importable(child)]));
  return Object.fromEntries(entries.flatMap(([key, child]) => entry(key, child)));
}

function collect(value: Json, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  else
    for (const [key, child] of Object.entries(asObject(value))) {
      if (key === '$ref' && typeof child === 'string') found.add(child.replace('#/components/schemas/', ''));
      else collect(child, found);
    }
}

/** The schemas that requests need, themselves or through another one. Answers are the functions' own and not checked. */
export function neededSchemas(schemas: JsonObject, used: Json): JsonObject {
  const needed = new Set<string>();
  collect(used, needed);
  for (const name of needed) collect(asObject(schemas)[name] ?? {}, needed);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => needed.has(name)));
}
