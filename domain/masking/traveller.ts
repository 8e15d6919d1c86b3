import { fictiveBirthDate, fictiveExpiry } from './date.ts';
import type { Digest } from './digest.ts';
import { permuted } from './permutation.ts';

/** What names a traveller, as a form holds it. */
export interface Traveller {
  surname: string;
  givenNames: string;
  /** ISO date, possibly without day or month. */
  birthDate: string;
  /** ISO 3166-1 alpha-2; empty for somebody without one. */
  nationality: string;
  passportNumber: string;
  /** ISO date. */
  passportExpiry: string;
}

const CONSONANTS = 'BCDFGHKLMNPRSTVZ';
const VOWELS = 'AEIO';

const SURNAME_SYLLABLES = 6;
const GIVEN_SYLLABLES = 4;

/** A name that can be said, in the letters of a passport; empty stays empty. */
function fictiveName(digest: Digest, purpose: string, name: string, syllables: number): string {
  if (name === '') return '';
  return [...digest(purpose, name).subarray(0, syllables)]
    .map((byte) => CONSONANTS.charAt(byte >> 4) + VOWELS.charAt(byte & 3))
    .join('');
}

/**
 * A traveller who does not exist, the same for the same traveller: who came twice comes twice.
 *
 * The passport is one of Utopia, the state of ICAO's specimens (`UTO`), which has no ISO code and so no nationality here: whatever its
 * number, it is nobody's. The number keeps its shape, so that it fits the zone it was read from, and no two numbers become one.
 */
export const fictiveTraveller = (digest: Digest, real: Traveller): Traveller => ({
  surname: fictiveName(digest, 'surname', real.surname, SURNAME_SYLLABLES),
  givenNames: fictiveName(digest, 'given-names', real.givenNames, GIVEN_SYLLABLES),
  birthDate: fictiveBirthDate(digest, real.birthDate),
  nationality: '',
  passportNumber: permuted(digest, 'passport-number', real.passportNumber),
  passportExpiry: fictiveExpiry(digest, real.passportExpiry),
});
