import type { Settings } from './settings.ts';

/** What checkout knows of the stores, as variables of its environment: what their times are held against, and where they stand. */
export const storesEnvironment = ({ times, stores = {} }: Settings) => ({
  TIME_ZONE: times.timeZone,
  SKEW_MINUTES: String(times.skewMinutes),
  OFFLINE_DAYS: String(times.offlineDays),
  TERRITORIES: JSON.stringify(
    Object.fromEntries(Object.entries(stores).map(([store, { territory }]) => [store, territory])),
  ),
});
