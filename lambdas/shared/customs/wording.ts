import { LIMITS } from './messages/limits.ts';

/**
 * An amount as customs want it: euros with two decimals. [law] PABLO V2.
 *
 * @param cents whole, not negative
 * @throws RangeError when it is more than a message can say
 */
export function amountText(cents: number): string {
  if (!Number.isInteger(cents) || cents < 0 || cents > LIMITS.amount.most)
    throw new RangeError(`customs take no amount of ${cents} cents`);
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** A VAT rate as customs want it: per cent with three decimals. [law] PABLO V2. */
export const rateText = (basisPoints: number): string => `${(basisPoints / 100).toFixed(3)}`;

/** A text of at most so many characters, cut at the end; characters outside the basic plane are never cut in half. */
export function bounded(value: string, most: number): string {
  const clean = value.trim();
  if (clean.length <= most) return clean;
  const cut = clean.slice(0, most);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

/** The fields that have a value. An empty one makes customs reject the whole message, so it is left out. [law] PABLO V2. */
export function withValue(fields: Record<string, string | undefined>): Record<string, string> {
  const present = Object.entries(fields).filter((field): field is [string, string] => !!field[1]);
  return Object.fromEntries(present);
}
