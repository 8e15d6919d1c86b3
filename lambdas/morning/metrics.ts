/**
 * What a morning reports as metrics: one line of log `{ "level": "INFO", "morning": { "<name>": <value> } }`, of which a metric filter takes
 * `$.morning.<name>`. The alarms of `lib/` name the same; a test compares them. No line for 25 hours is a fault too: the run did not report.
 */
export const MORNING_METRICS = {
  /** Recovery points that are expected and no store could run on, absent ones included. */
  bad: 'Count',
  /** Recovery points that the plan promised and no vault holds. */
  absent: 'Count',
  /** Recovery points that took longer than their budget. */
  late: 'Count',
  /** Recovery points that nobody could test. */
  not_tested: 'Count',
  /** Restored tables that are still there when the run ends. */
  leftovers: 'Count',
  /** Vaults that must be under compliance lock and are not. */
  unlocked_vaults: 'Count',
  /** Age in hours of the newest copy in the tape, of the table whose newest copy is the oldest. */
  copy_age_hours: 'Hours',
  /** 1 when the Region's account setting for advanced DynamoDB backup is off. */
  advanced_backup_off: 'Count',
} as const;

export type MorningMetric = keyof typeof MORNING_METRICS;
