import type { Violation } from '../violation.ts';
import type { Passport } from './passport.ts';

/** What a member of staff read off the document where its zone cannot say it, and who that was. */
export interface Stated {
  /** ISO date, a day. */
  birthDate?: string;
  /** ISO date, a day. */
  expiryDate?: string;
  /** The sales advisor who holds the document. */
  operator: string;
}

type Field = 'birthDate' | 'expiryDate';

/** Nobody older is known to have lived, and no document is valid for longer. In years. [ours] */
const MOST_YEARS = 125;

/** The two digits of a year, the month and the day, as far as a date says them. */
const partsOf = (date: string): string[] => [date.slice(2, 4), date.slice(5, 7), date.slice(8, 10)];

/** Whether a stated day says the same as the zone, which leaves out the century and what it does not know. */
const agrees = (zone: string, stated: string): boolean =>
  partsOf(zone).every((part, place) => part === '' || part === partsOf(stated)[place]);

const isDay = (date: string): boolean => {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
};

const yearsBetween = (one: string, other: string): number =>
  Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));

function violationOf(field: Field, zone: string, stated: string, today: string): Violation | undefined {
  const at = `/stated/${field}`;
  if (!isDay(stated))
    return {
      at,
      rule: 'calendar',
      detail: 'No calendar has this day.',
      found: stated,
      allowed: 'a day of the calendar',
    };
  if (!agrees(zone, stated))
    return {
      at,
      rule: 'stated-otherwise',
      detail: 'The zone says another date: read the document again.',
      found: stated,
      allowed: 'the date of the zone, its century and unknown parts added',
    };
  const isFuture = field === 'birthDate' && stated > today;
  if (!isFuture && yearsBetween(stated, today) <= MOST_YEARS) return undefined;
  return {
    at,
    rule: 'stated-impossible',
    detail: 'Nobody was born then, and no document ends then: read it again.',
    found: stated,
    allowed: field === 'birthDate' ? `a day of the last ${MOST_YEARS} years` : `a day within ${MOST_YEARS} years`,
  };
}

/**
 * Completes a passport by what staff state: the century of a birth (somebody of 100 or more reads as a child), days and months that the
 * zone gives as unknown, an expiry that the zone does not have. What the zone does say cannot be stated otherwise.
 *
 * @param today ISO date
 */
export function withStated(
  passport: Passport,
  stated: Stated | undefined,
  today: string,
): { passport: Passport } | { violations: Violation[] } {
  const { birthDate = passport.birthDate, expiryDate = passport.expiryDate } = stated ?? {};
  const violations = [
    stated?.birthDate && violationOf('birthDate', passport.birthDate, stated.birthDate, today),
    stated?.expiryDate && violationOf('expiryDate', passport.expiryDate, stated.expiryDate, today),
  ].filter((found) => typeof found === 'object');
  return violations.length > 0 ? { violations } : { passport: { ...passport, birthDate, expiryDate } };
}
