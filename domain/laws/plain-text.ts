/** The fields that name a traveller; in a table they stand only encrypted. */
export const PERSONAL_FIELDS = [
  'surname',
  'givenNames',
  'birthDate',
  'nationality',
  'passportNumber',
  'passportExpiry',
] as const;

/** Machine readable lines of a passport: long runs of capitals, digits and fillers, with a double filler. */
const MACHINE_READABLE = /(?=[A-Z0-9<]*<<)[A-Z0-9<]{28,}/;

const NAMED = new RegExp(`"(${PERSONAL_FIELDS.join('|')}|mrz)"\\s*:`);

/** Whether a text shows what is to stand only encrypted: the lines of a passport, or a field by its name. */
export const showsPersonal = (text: string): boolean => MACHINE_READABLE.test(text) || NAMED.test(text);

/** IV and tag of AES-256-GCM. */
const LEAST_BYTES = 28;

/**
 * Whether bytes may be a ciphertext: long enough for IV and tag, and not printable from end to end, which 28 random bytes are once in 10^12.
 */
export const mayBeSealed = (bytes: Uint8Array): boolean =>
  bytes.length >= LEAST_BYTES && bytes.some((byte) => byte < 0x20 || byte > 0x7e);
