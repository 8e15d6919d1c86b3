/** Crockford's base 32: no I, L, O or U, which people misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHAPE = /^([0-9A-HJKMNP-TV-Z]{20})(\d{2})$/;
const RANDOM_CHARACTERS = 20;

/** Random bytes that make one id: 100 bits of them are used. */
export const FORM_ID_BYTES = 13;

/**
 * The text as a number in base 32, modulo 97, as two digits. As 97 is a prime that divides neither 31 nor 32 nor any difference of
 * two characters, one misread character and one swap of neighbours always show.
 */
function checkDigits(text: string): string {
  let rest = 0;
  for (const character of text) rest = (rest * 32 + ALPHABET.indexOf(character)) % 97;
  return String(rest).padStart(2, '0');
}

/**
 * A form's id, which is also its barcode: 22 characters, customs allowing 20 to 24 [law: PABLO V2]. It is drawn at random by the
 * kiosk, so that no two kiosks need to agree on it and nobody can guess another's form; its last two digits are check digits.
 *
 * @param random {@link FORM_ID_BYTES} random bytes
 */
export function formId(random: Uint8Array): string {
  if (random.length !== FORM_ID_BYTES) throw new RangeError(`a form id needs ${FORM_ID_BYTES} random bytes`);
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text + checkDigits(text);
}

/** Whether a text is a form id with the right check digits. */
export function isFormId(text: string): boolean {
  const [, random, check] = SHAPE.exec(text) ?? [];
  return random !== undefined && checkDigits(random) === check;
}

/** Whether a receipt's number can stand on a form: at most 50 characters. [law] PABLO V2. */
export const isFormReceiptNumber = (number: string): boolean => number.length >= 1 && number.length <= 50;
