import { FILLER_CODE, worthOf } from './character.ts';

/** Source: ICAO Doc 9303, part 3, section 4.9. */
const WEIGHTS = new Uint8Array([7, 3, 1]);

/**
 * Weighted sum of a stretch of a line. A check digit is such a sum modulo 10, over one stretch or several.
 *
 * As 7, 3 and 1 have no factor in common with 10, one changed character is noticed exactly when its value differs modulo 10. It passes
 * within these classes, and never for `0` read as `O`, `1` as `I`, `2` as `Z`, `5` as `S` or `8` as `B`:
 * `0<AKU 1BLV 2CMW 3DNX 4EOY 5FPZ 6GQ 7HR 8IS 9JT`.
 *
 * @param from index of the first character
 * @param to index after the last
 * @param before how many characters were summed already
 * Source: ICAO Doc 9303, part 3, section 4.9.
 */
export function weightedSum(line: string, from: number, to: number, before: number): number {
  let sum = 0;
  let weight = WEIGHTS[before % 3] ?? 7;
  for (let i = from; i < to; i++) {
    sum += worthOf(line.charCodeAt(i)) * weight;
    weight = weight === 7 ? 3 : weight === 3 ? 1 : 7;
  }
  return sum;
}

/** Whether the character at an index is the check digit of a sum. */
export const isCheckDigit = (line: string, at: number, sum: number): boolean => line.charCodeAt(at) - 48 === sum % 10;

/** Whether a stretch holds nothing but fillers. */
export function isEmpty(line: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (line.charCodeAt(i) !== FILLER_CODE) return false;
  return true;
}

/** Index after the last character that is not a filler. */
export function endOf(line: string, from: number, to: number): number {
  let end = to;
  while (end > from && line.charCodeAt(end - 1) === FILLER_CODE) end--;
  return end;
}
