import { weightedSum } from './check-digit.ts';

/** Years until the specimen expires. */
const VALID_YEARS = 5;

const withDigit = (text: string): string => text + (weightedSum(text, 0, text.length, 0) % 10);
const mrzDate = (at: Date): string => at.toISOString().slice(2, 10).replaceAll('-', '');

/** A passport that no country issued, by the rules of ICAO 9303 (TD3), whose holder is of age and which is valid for years. */
export function specimenPassport(now: Date): string {
  const expiry = new Date(now);
  expiry.setUTCFullYear(expiry.getUTCFullYear() + VALID_YEARS, 5, 15);
  const number = withDigit('SPECIMEN0');
  const birth = withDigit('850203');
  const expires = withDigit(mrzDate(expiry));
  const personal = `${'<'.repeat(14)}<`;
  const composite = number + birth + expires + personal;
  const second = `${number}GBR${birth}F${expires}${personal}${weightedSum(composite, 0, composite.length, 0) % 10}`;
  return `${'P<GBRSPECIMEN<<SPECIMEN'.padEnd(44, '<')}\n${second}`;
}
