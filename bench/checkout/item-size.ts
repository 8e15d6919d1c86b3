import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** Bytes of one write unit. */
export const WRITE_UNIT_BYTES = 1024;

/** One byte for two significant digits, and one more. */
function numberBytes(text: string): number {
  const digits = text.replace(/[^0-9]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1;
}

const textBytes = (text: string): number => Buffer.byteLength(text);

/** Bytes that DynamoDB counts for a value. Source: Amazon DynamoDB Developer Guide, "Item sizes and formats". */
function valueBytes({ S, N, B, M, L }: AttributeValue): number {
  if (S !== undefined) return textBytes(S);
  if (N !== undefined) return numberBytes(N);
  if (B !== undefined) return B.byteLength;
  if (M !== undefined) return 3 + itemBytes(M) + Object.keys(M).length;
  if (L !== undefined) return 3 + L.reduce((sum, value) => sum + 1 + valueBytes(value), 0);
  return 1;
}

/** Bytes that each attribute of an item counts, its name included. */
export const attributeBytes = (item: Record<string, AttributeValue>): Record<string, number> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, textBytes(name) + valueBytes(value)]));

/** Bytes that an item counts towards write units. */
export const itemBytes = (item: Record<string, AttributeValue>): number =>
  Object.values(attributeBytes(item)).reduce((sum, bytes) => sum + bytes, 0);

export const writeUnits = (item: Record<string, AttributeValue>): number =>
  Math.ceil(itemBytes(item) / WRITE_UNIT_BYTES);
