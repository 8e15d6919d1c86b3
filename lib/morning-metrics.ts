/**
 * What the morning function reports, as `MORNING_METRICS` of `lambdas/morning/metrics.ts` says; a test compares them. Each is the number
 * at `$.morning.<name>` of a line of its log.
 */
export const MORNING_METRICS = [
  'bad',
  'absent',
  'late',
  'not_tested',
  'leftovers',
  'unlocked_vaults',
  'copy_age_hours',
  'advanced_backup_off',
] as const;

export type MorningMetricName = (typeof MORNING_METRICS)[number];
