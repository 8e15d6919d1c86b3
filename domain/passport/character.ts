/** Kinds of character in an MRZ, as bits so that a place can allow several. */
export const LETTER = 1;
export const DIGIT = 2;
export const FILLER = 4;
export const ANY = LETTER | DIGIT | FILLER;

/** Character code of `<`. */
export const FILLER_CODE = 60;

const CODES = 128;
const kinds = new Uint8Array(CODES);
const values = new Uint8Array(CODES);
for (let digit = 0; digit < 10; digit++) {
  kinds[48 + digit] = DIGIT;
  values[48 + digit] = digit;
}
for (let letter = 0; letter < 26; letter++) {
  kinds[65 + letter] = LETTER;
  values[65 + letter] = 10 + letter;
}
kinds[FILLER_CODE] = FILLER;

/** Kind of a character by its code; 0 for one that an MRZ cannot hold. */
export const kindOf = (code: number): number => kinds[code] ?? 0;

/** What a character counts in a check digit: 0–9, A–Z as 10–35, `<` as 0. Source: ICAO Doc 9303, part 3, section 4.9. */
export const worthOf = (code: number): number => values[code] ?? 0;
