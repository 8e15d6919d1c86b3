import { FILLER_CODE } from './character.ts';
import { endOf } from './check-digit.ts';

/** A holder's names as the MRZ has them: capitals A to Z, transliterated by the issuer, a space for each filler inside. */
export interface Names {
  /** The primary identifier; the whole name when there is only one, empty where the issuer put it into the given names. */
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
 * A holder with a single name has it as the surname by the standard. Some issuers (India) leave the surname empty instead, so that the field
 * begins with its two fillers. A single filler at the beginning is neither.
 *
 * Source: ICAO Doc 9303, part 3, section 4.6.
 */
export function readNames(line: string, from: number, to: number): NamesReading {
  const end = endOf(line, from, to);
  if (end === from) return { fault: 'missing', at: from };
  const nameless = line.charCodeAt(from) === FILLER_CODE;
  if (nameless && line.charCodeAt(from + 1) !== FILLER_CODE) return { fault: 'missing', at: from };
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
