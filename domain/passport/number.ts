import { DIGIT, FILLER_CODE, kindOf } from './character.ts';
import { endOf, isCheckDigit, weightedSum } from './check-digit.ts';
import type { Format } from './format.ts';

/** A document number whose check digit is right, and the index in the optional data after which those go on. */
export type NumberReading = { number: string; optionalFrom: number } | { fault: 'missing' | 'check-digit'; at: number };

/**
 * Reads the document number. Fillers inside it stand for a hyphen or a space and are kept.
 *
 * A number of more than nine characters (TD1 and TD2) has a filler where its check digit would be; its rest and its check digit
 * begin the optional data and end at the first filler. Source: ICAO Doc 9303, part 5, section 4.2.2 note j, and part 6 likewise.
 */
export function readNumber(line: string, format: Format): NumberReading {
  const { from, to } = format.number;
  if (line.charCodeAt(from) === FILLER_CODE) return { fault: 'missing', at: from };
  const sum = weightedSum(line, from, to, 0);
  if (isCheckDigit(line, to, sum))
    return { number: line.slice(from, endOf(line, from, to)), optionalFrom: format.optional.from };
  return line.charCodeAt(to) === FILLER_CODE ? readLongNumber(line, format, sum) : { fault: 'check-digit', at: to };
}

function readLongNumber(line: string, format: Format, sum: number): NumberReading {
  const { from, to } = format.number;
  const filler = line.indexOf('<', format.optional.from);
  const end = filler < 0 || filler > format.optional.to ? format.optional.to : filler;
  const check = end - 1;
  const isLong = check > format.optional.from && line.charCodeAt(to - 1) !== FILLER_CODE;
  if (!isLong) return { fault: 'check-digit', at: to };
  const whole = sum + weightedSum(line, format.optional.from, check, to - from);
  if (kindOf(line.charCodeAt(check)) !== DIGIT || !isCheckDigit(line, check, whole))
    return { fault: 'check-digit', at: check };
  return { number: line.slice(from, to) + line.slice(format.optional.from, check), optionalFrom: end };
}
