import type { Settings } from './settings.ts';

/** Whereby checkout holds a till's time against the Region's clock, as variables of its environment. */
export const timesEnvironment = ({ times }: Settings) => ({
  TIME_ZONE: times.timeZone,
  SKEW_MINUTES: String(times.skewMinutes),
  OFFLINE_DAYS: String(times.offlineDays),
});
