import { addDays } from '../calendar.ts';
import type { Deadline } from '../deadline.ts';
import { parisDate, parisMidnight } from '../paris.ts';
import type { OperatorTerms } from './terms.ts';

/**
 * Until when customs must have validated a form that was credited early: the end, in Paris, of the last of the operator's days, the
 * day after the credit being the first. [law: one operator's terms; whole Paris days are ours]
 */
export function reclaimDeadline(creditedAt: Date, { reclaimAfterDays }: OperatorTerms): Deadline {
  const lastDay = addDays(parisDate(creditedAt), reclaimAfterDays);
  return { lastDay, before: parisMidnight(addDays(lastDay, 1)) };
}

/** Cents debited when that deadline has passed: the refund and the late fee. */
export const reclaimAmount = (refund: number, { lateFee }: OperatorTerms): number => refund + lateFee;

/** Cents credited again when the stamp comes after that: the refund. A late fee stays with the operator. [ours] */
export const recreditAmount = (refund: number): number => refund;
