/** A shape as the clients of the JavaScript SDK (Smithy) carry it: a number, a tuple, or a function that gives one. */
export type Schema = unknown;

/** What a schema says, as far as values have to be converted. */
export type Shape =
  | { readonly kind: 'timestamp' | 'blob' | 'other' }
  | { readonly kind: 'list' | 'map'; readonly of: Schema }
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, Schema> };

/** Numbers and first members of tuples by which Smithy tells shapes. Source: `@smithy/types`, schema sentinels. */
const TIMESTAMPS = [4, 5, 6, 7];
const BLOBS = [21, 42];
const LIST_OF = 64;
const MAP_OF = 128;
const [SIMPLE, LIST, MAP] = [0, 1, 2];
const STRUCTURES = [-3, 3, 4];

/** What a schema says. */
export function schemaOf(schema: Schema): Shape {
  if (typeof schema === 'function') return schemaOf(schema());
  if (typeof schema === 'number') return ofNumber(schema);
  if (!Array.isArray(schema)) return { kind: 'other' };
  if (schema.length === 2) return schemaOf(schema[0]);
  const [tag, , , , first, second] = schema as [number, string, string, unknown, unknown, unknown];
  if (tag === SIMPLE) return schemaOf(first);
  if (tag === LIST) return { kind: 'list', of: first };
  if (tag === MAP) return { kind: 'map', of: second };
  if (STRUCTURES.includes(tag)) return ofStructure(first as string[], second as Schema[]);
  return { kind: 'other' };
}

function ofNumber(schema: number): Shape {
  if (TIMESTAMPS.includes(schema)) return { kind: 'timestamp' };
  if (BLOBS.includes(schema)) return { kind: 'blob' };
  if (schema >= MAP_OF) return { kind: 'map', of: schema - MAP_OF };
  return schema >= LIST_OF ? { kind: 'list', of: schema - LIST_OF } : { kind: 'other' };
}

function ofStructure(names: readonly string[], schemas: readonly Schema[]): Shape {
  return { kind: 'structure', members: new Map(names.map((name, index) => [name, schemas[index]])) };
}
