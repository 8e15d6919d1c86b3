import type { TimeLimits } from '../domain/store-time.ts';

/** As the settings of production have it, for handlers that run without a deployment. */
export const STORE_TIMES: TimeLimits = { timeZone: 'Europe/Paris', skewMinutes: 5, offlineDays: 7 };
