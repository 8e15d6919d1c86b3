/**
 * What the morning function has to say to whoever is on duty, one line of log each: `{ "metric": "<name>", "value": <number> }`,
 * beside whatever else the line tells. Metric filters on its log group make a metric of each name.
 */
export const MORNING_METRICS = {
  /** 1, once a run of the restore test has judged everything it expected, whatever the verdicts. */
  RestoreTestRuns: 'sum',
  /** Recovery points of the last day that did not boot, those expected and absent not counted. */
  RestoreTestBad: 'sum',
  /** Recovery points that were expected and are not there. */
  RestoreTestAbsent: 'sum',
  /** Recovery points that are good, but took longer than the ten minutes. */
  RestoreTestLate: 'sum',
  /** Recovery points that nobody could say anything about. */
  RestoreTestNotTested: 'sum',
  /** Restored tables that are still there: of this run, or of one that died. */
  RestoreTestLeftovers: 'sum',
  /** Age of the youngest recovery point in the tape, of the table that has the oldest such one, in hours. */
  TapeCopyAgeHours: 'max',
  /** 1 when advanced DynamoDB backup is on in this Region and DynamoDB is opted in, otherwise 0. */
  AdvancedDynamoDbBackup: 'min',
  /** 1 when the tape is locked as strictly as the settings say, otherwise 0. */
  VaultLocked: 'min',
} as const satisfies Record<string, 'sum' | 'max' | 'min'>;

export type MorningMetricName = keyof typeof MORNING_METRICS;
