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

/**
 * The GTIN-12 that a UPC-E bar code stands for: eight digits as scanners give them, number system, six digits and the check digit of the
 * GTIN-12. Undefined when they are none.
 * Source: GS1 General Specifications, section 5.2.2.4.2 (zero suppression); number system 1 is outside of it, and in use.
 */
function expandUpcE(text: string): string | undefined {
  const [system = '', a = '', b = '', c = '', d = '', e = '', last = '', check = ''] = text;
  if (text.length !== 8 || !/^[01]/.test(text)) return undefined;
  const bodies: Record<string, string> = {
    '0': `${a}${b}00000${c}${d}${e}`,
    '1': `${a}${b}10000${c}${d}${e}`,
    '2': `${a}${b}20000${c}${d}${e}`,
    '3': `${a}${b}${c}00000${d}${e}`,
    '4': `${a}${b}${c}${d}00000${e}`,
  };
  const gtin = system + (bodies[last] ?? `${a}${b}${c}${d}${e}0000${last}`) + check;
  return isGtin(gtin) ? gtin : undefined;
}

/**
 * The GTIN that a scan of eight digits means. A GTIN-8 never begins with 0, so such digits are a UPC-E when its check digit is right, else a
 * number of the shop's own; those that begin with 1 are a GTIN-8 when its check digit is right, else a UPC-E.
 * Source: GS1 General Specifications, section 1.4.3 (GS1-8 Prefixes 000 to 099 are restricted circulation numbers).
 */
function ofEight(text: string): string | undefined {
  const short = isGtin(text) ? text : undefined;
  return text.startsWith('0') ? (expandUpcE(text) ?? short) : (short ?? expandUpcE(text));
}

/** Why a number is no article. */
export type ArticleFault = 'check-digit' | 'no-article';

/**
 * Numbers that are right and name no article, as the first digits of their GTIN-13: nothing at all (a reader that was set up, or a field that
 * was filled), receipts for refunds, coupons.
 * Source: GS1 General Specifications, section 1.4.2 (GS1 Prefixes 980, 981 to 984 and 990 to 999; 050 to 059 for coupons of GTIN-12).
 */
const NO_ARTICLE = /^0(0{13}|98[0-4]|99|05)/;

/**
 * The article that a scan names, as the 14 digits under which it is stored: a GTIN-8, -12, -13 or -14, or a UPC-E, which is expanded. A bar
 * code that was scanned from either form of the same label gives the same article.
 */
export function articleOf(text: string): { gtin: string } | { fault: ArticleFault } {
  const gtin = text.length === 8 ? ofEight(text) : isGtin(text) ? text : undefined;
  if (gtin === undefined) return { fault: 'check-digit' };
  const padded = padGtin(gtin);
  return NO_ARTICLE.test(padded) ? { fault: 'no-article' } : { gtin: padded };
}
