import { FILLER_CODE } from './character.ts';
import { endOf } from './check-digit.ts';

/** A holder's names as the MRZ has them: capitals A to Z, transliterated by the issuer, a space for each filler inside. */
export interface Names {
  /** The primary identifier; the whole name when there is only one. */
  surname: string;
  /** The secondary identifier; empty when there is none. */
  givenNames: string;
  /** Whether the names fill their field to its end, so that more of them may have been cut off. */
  maybeTruncated: boolean;
}

/** The names, or the index of the first character that cannot stand where it stands. */
export type NamesReading = { names: Names } | { fault: 'missing' | 'names'; at: number };

const spaced = (text: string): string => (text.includes('<') ? text.replaceAll('<', ' ') : text);

function firstLetter(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === FILLER_CODE) at++;
  return at;
}

/**
 * Splits the names field: surname, two fillers, given names, fillers to the end. Anything after further fillers is a fault, as it
 * is what a misread filler looks like.
 *
 * Source: ICAO Doc 9303, part 3, section 4.6.
 */
export function readNames(line: string, from: number, to: number): NamesReading {
  if (line.charCodeAt(from) === FILLER_CODE) return { fault: 'missing', at: from };
  const end = endOf(line, from, to);
  const maybeTruncated = end === to;
  const separator = line.indexOf('<<', from);
  if (separator < 0 || separator >= end)
    return { names: { surname: spaced(line.slice(from, end)), givenNames: '', maybeTruncated } };
  const given = separator + 2;
  if (line.charCodeAt(given) === FILLER_CODE) return { fault: 'names', at: firstLetter(line, given) };
  const after = line.indexOf('<<', given);
  if (after >= 0 && after < end) return { fault: 'names', at: firstLetter(line, after) };
  return {
    names: { surname: spaced(line.slice(from, separator)), givenNames: spaced(line.slice(given, end)), maybeTruncated },
  };
}
