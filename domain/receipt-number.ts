/** Where an entry stands: enough to find its item without an index. */
export interface Place {
  store: string;
  till: string;
  /** 1 for the till's first entry, without gaps. */
  sequence: number;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SHAPE = /^([A-Z0-9]{2,12})-([A-Z0-9]{1,6})-(\d{8})-([A-Z0-9])$/;

/** The last sequence a receipt number has room for: three centuries at a thousand receipts a day. */
export const LAST_SEQUENCE = 99_999_999;

/** ISO 7064 MOD 37,36: notices every wrong character, and nearly every swap of neighbours. */
function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/** A sequence as sort key and inside a receipt number: eight digits. */
export const formatSequence = (sequence: number): string => String(sequence).padStart(8, '0');

/**
 * The receipt's number as printed and as its barcode, for instance `HAUSSMANN-012-00000042-F`: store, till, sequence and a check
 * character over all three. At most 50 characters, as customs demand of a receipt number on a tax-free form.
 */
export function formatReceiptNumber({ store, till, sequence }: Place): string {
  const digits = formatSequence(sequence);
  return `${store}-${till}-${digits}-${checkCharacter(store + till + digits)}`;
}

/** @returns the place, or undefined when the text has not the shape of a receipt number or its check character is wrong */
export function parseReceiptNumber(text: string): Place | undefined {
  const [, store, till, digits, check] = SHAPE.exec(text) ?? [];
  if (store === undefined || till === undefined || digits === undefined) return undefined;
  const sequence = Number(digits);
  if (sequence < 1 || check !== checkCharacter(store + till + digits)) return undefined;
  return { store, till, sequence };
}
