import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Row } from '../mask/rows.ts';

/** A text somewhere in an item, by the path that leads there. Names of attributes are texts too. */
export interface Leaf {
  path: string;
  text: string;
}

function* ofJson(value: unknown, path: string): Generator<Leaf> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'object' && value !== null)
    for (const [member, one] of Object.entries(value)) {
      yield { path, text: member };
      yield* ofJson(one, `${path}/${member}`);
    }
}

/** Texts in JSON stand for their leaves as well. */
function* ofText(text: string, path: string): Generator<Leaf> {
  yield { path, text };
  if (!/^[[{]/.test(text)) return;
  try {
    yield* ofJson(JSON.parse(text), path);
  } catch {
    // Text that only begins like JSON was yielded as it is.
  }
}

/** Bytes as they are, and what they hold when they are deflated. */
function* ofBytes(bytes: Uint8Array, path: string): Generator<Leaf> {
  yield { path, text: Buffer.from(bytes).toString('base64') };
  try {
    yield* ofText(inflateRawSync(bytes).toString(), path);
  } catch {
    // Bytes that are not deflated were yielded as they are.
  }
}

function* ofValue(value: AttributeValue, path: string): Generator<Leaf> {
  if (value.S !== undefined) yield* ofText(value.S, path);
  for (const text of [...(value.SS ?? []), ...(value.N === undefined ? [] : [value.N]), ...(value.NS ?? [])])
    yield { path, text };
  for (const bytes of [...(value.B === undefined ? [] : [value.B]), ...(value.BS ?? [])]) yield* ofBytes(bytes, path);
  for (const [i, one] of (value.L ?? []).entries()) yield* ofValue(one, `${path}/${i}`);
  if (value.M !== undefined) yield* leavesOf(value.M, path);
}

/** Every text in an item, however deep, deflated or written as JSON it is. */
export function* leavesOf(row: Row, path = ''): Generator<Leaf> {
  for (const [name, value] of Object.entries(row)) {
    yield { path, text: name };
    yield* ofValue(value, `${path}/${name}`);
  }
}
