import { addDays, lastDayOfMonth } from './calendar.ts';
import { parisMidnight } from './paris.ts';

/** A deadline that ends with a day in Paris. */
export interface Deadline {
  /** The last day that is in time, ISO date. */
  lastDay: string;
  /** The first instant that is too late, ISO 8601 with offset: 00:00 in Paris on the day after. */
  before: string;
}

/** Days in a row, the first purchase's included, over which receipts may share a form. [second] service-public.fr, fiche F20558. */
export const GROUPED_DAYS = 3;

/** Months after the month of purchase in which customs may still validate. [law] CGI art. 262-I-2°; directive 2006/112/CE art. 147. */
const VALIDATION_MONTHS = 3;

const endOf = (lastDay: string): Deadline => ({ lastDay, before: parisMidnight(addDays(lastDay, 1)) });

/**
 * Until when the form may be issued: the end of the third day. [law] douane.gouv.fr.
 *
 * @param firstPurchase ISO date in Paris
 */
export const issueDeadline = (firstPurchase: string): Deadline => endOf(addDays(firstPurchase, GROUPED_DAYS - 1));

/**
 * Until when customs must have validated: the end of the third month after the month of purchase. For receipts of several days the
 * first counts, which is never too late. [ours]
 *
 * @param firstPurchase ISO date in Paris
 */
export const validationDeadline = (firstPurchase: string): Deadline =>
  endOf(lastDayOfMonth(firstPurchase, VALIDATION_MONTHS));
