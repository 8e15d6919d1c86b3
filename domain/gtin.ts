/**
 * Whether a GTIN-8, -12, -13 or -14 has the check digit that its other digits ask for.
 * Source: GS1 General Specifications, section 7.9 (weights 3 and 1 from the right, modulo 10).
 */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  let sum = 0;
  for (let fromRight = 0; fromRight < text.length; fromRight++) {
    const digit = text.charCodeAt(text.length - 1 - fromRight) - 48;
    sum += fromRight % 2 === 0 ? digit : 3 * digit;
  }
  return sum % 10 === 0;
}

/** The 14-digit form under which an article is stored, whichever form was scanned. */
export const padGtin = (gtin: string): string => gtin.padStart(14, '0');
