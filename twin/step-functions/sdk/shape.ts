import { type Schema, schemaOf } from './schema.ts';

/** How values of one side become those of the other. */
export interface Conversion {
  readonly time: (value: unknown) => unknown;
  readonly bytes: (value: unknown) => unknown;
  /** The name of a member on the other side, and its schema. */
  readonly member: (name: string, members: ReadonlyMap<string, Schema>) => readonly [string, Schema];
}

/** A value converted along its shape; members that hold nothing are left out. */
export function convert(value: unknown, schema: Schema, conversion: Conversion): unknown {
  const shape = schemaOf(schema);
  switch (shape.kind) {
    case 'timestamp':
      return conversion.time(value);
    case 'blob':
      return conversion.bytes(value);
    case 'list':
      return Array.isArray(value) ? value.map((part) => convert(part, shape.of, conversion)) : value;
    case 'map':
      return members(value, (name) => [name, shape.of], conversion);
    case 'structure':
      return members(value, (name) => conversion.member(name, shape.members), conversion);
    default:
      return value;
  }
}

type Naming = (name: string) => readonly [string, Schema];

function members(value: unknown, naming: Naming, conversion: Conversion): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const given = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  const converted = given.map(([name, part]) => {
    const [named, schema] = naming(name);
    return [named, convert(part, schema, conversion)] as const;
  });
  return Object.fromEntries(converted);
}
