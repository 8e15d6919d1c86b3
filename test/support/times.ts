import type { TimeLimits } from '../../domain/store-time.ts';

/** The moment at which tests happen, whatever day it is: half past ten of a Tuesday in Paris. */
export const NOW = new Date('2026-11-24T09:30:01.000Z');

/** Limits as production has them. */
export const TIMES: TimeLimits = { timeZone: 'Europe/Paris', skewMinutes: 5, offlineDays: 7 };
