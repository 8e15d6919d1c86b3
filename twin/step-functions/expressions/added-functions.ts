import { createHash } from 'node:crypto';
import type { Json } from '../json.ts';

/** `$partition(array, size)`: arrays of `size`, the last one shorter when it does not come out even. */
export function partition(array: readonly Json[] | undefined, size: number): Json[][] | undefined {
  if (array === undefined) return undefined;
  const whole = Math.floor(size);
  if (!(whole > 0)) throw new Error('$partition needs a size above 0');
  return Array.from({ length: Math.ceil(array.length / whole) }, (_, chunk) =>
    array.slice(chunk * whole, (chunk + 1) * whole),
  );
}

/** The most elements of a range. Source: Step Functions developer guide, intrinsic functions. */
const RANGE_ELEMENTS = 1000;

/** `$range(first, last, step)`: both ends included where the step meets them. */
export function range(first: number, last: number, step: number): number[] {
  if (!step) throw new Error('$range needs a step other than 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > RANGE_ELEMENTS) throw new Error(`$range gives at most ${RANGE_ELEMENTS} elements`);
  return Array.from({ length }, (_, index) => first + index * step);
}

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** `$hash(data, algorithm)`: hexadecimal; the algorithm is SHA-256 unless told. */
export function hash(data: Json | undefined, algorithm = 'SHA-256'): string | undefined {
  if (data === undefined) return undefined;
  const known = ALGORITHMS[algorithm];
  if (!known) throw new Error(`$hash knows ${Object.keys(ALGORITHMS).join(', ')}, not ${algorithm}`);
  return createHash(known)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}

/** `$parse(text)`: the JSON value that a string holds. */
export function parse(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}
