import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item of a table. It is never changed in place: an update makes a new one. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Numbers of our tables are whole; another would need DynamoDB's 38 decimal digits, which are not imitated here. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`only whole numbers are imitated, not ${text}`);
  return value;
}

type Kind = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

const kindOf = (value: AttributeValue): Kind => Object.keys(value)[0] as Kind;

const bytesOf = (text: string): Buffer => Buffer.from(text);

/** The order of two values of one scalar kind; undefined when they cannot be put in order. Texts go by their UTF-8 bytes. */
export function compare(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return a.S === b.S ? 0 : Buffer.compare(bytesOf(a.S), bytesOf(b.S));
  if (a.N !== undefined && b.N !== undefined) return wholeNumber(a.N) - wholeNumber(b.N);
  if (a.B !== undefined && b.B !== undefined) return Buffer.compare(a.B, b.B);
  return undefined;
}

const sameEntries = (a: Record<string, AttributeValue>, b: Record<string, AttributeValue>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] !== undefined && sameValue(value, b[name]));

/** Whether two values are of one kind and equal, however deep. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (a.M !== undefined && b.M !== undefined) return sameEntries(a.M, b.M);
  if (a.L !== undefined && b.L !== undefined)
    return sameEntries(Object.fromEntries(a.L.entries()), Object.fromEntries(b.L.entries()));
  const order = compare(a, b);
  return order === undefined ? JSON.stringify(a) === JSON.stringify(b) : order === 0;
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** Bytes a value takes. Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats". */
export function sizeOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return value.B.length;
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.M !== undefined)
    return 3 + sum(Object.values(value.M).map((each) => 1 + sizeOf(each))) + namesSize(value.M);
  if (value.L !== undefined) return 3 + sum(value.L.map((each) => 1 + sizeOf(each)));
  return 1;
}

const namesSize = (map: Item): number => sum(Object.keys(map).map((name) => Buffer.byteLength(name)));

/** Bytes an item takes, names of attributes included. */
export const itemSize = (item: Item): number => namesSize(item) + sum(Object.values(item).map(sizeOf));
