import type { ServiceAlarmProps } from './constructs/service-alarm.ts';

type RestoreAlarmRule = Pick<ServiceAlarmProps, 'impact' | 'firstLook' | 'threshold' | 'breaching' | 'silenceIsBad'> & {
  /** Hours that are looked at. What a morning found stays an alarm until the next morning. */
  readonly hours: number;
};

const UNTIL_NEXT_MORNING = { threshold: 1, hours: 24, breaching: 1 } as const;

/** An hour more than a day: a run may end a little later than the last one did. */
const ONCE_A_DAY = { threshold: 1, hours: 25, breaching: 25, silenceIsBad: true } as const;

/** The alarms of a Region's backups and runbooks, by the name of their section in docs/runbooks.md. */
export const RESTORE_ALARMS = {
  'restore-bad': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers today. A backup of the last day is of no use: no store could run on what it gives back.',
    firstLook: 'The report of the morning (npm run morning): which table, which vault, and which item does it name?',
  },
  'restore-absent': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers today. A backup that the plan promised does not exist, in its vault or in the tape.',
    firstLook: 'Backup and copy jobs of the last day in AWS Backup: did one fail, or was none started?',
  },
  'restore-late': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers today. A restore takes more than ten minutes: after a disaster stores would wait longer.',
    firstLook: 'The trend of the report: did one restore take long, or does the table grow out of its ten minutes?',
  },
  'restore-not-tested': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers today. Nobody can say whether a backup is good: its test did not come to an end.',
    firstLook: 'The execution of the restore test: which state of which recovery point failed, and with what error?',
  },
  'restore-leftovers': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers. Copies of all data lie about under other names, cost money and hold personal data.',
    firstLook: 'Tables whose name begins with permanence-<environment>-restored-: of today, or of a run that died?',
  },
  'restore-silent': {
    ...ONCE_A_DAY,
    impact: 'Nobody suffers today. Nobody has tried the backups for a day, so nobody knows whether there are any.',
    firstLook: 'Executions of permanence-<environment>-restore-test since yesterday: none, running, or failed?',
  },
  'vault-unlocked': {
    ...UNTIL_NEXT_MORNING,
    impact: 'Nobody suffers today. Whoever gets into the account could delete the tape together with everything else.',
    firstLook: 'The tape in AWS Backup: its lock, from when on it binds, and who changed it (CloudTrail).',
  },
  'copy-too-old': {
    threshold: 6,
    hours: 24,
    breaching: 1,
    impact: 'Nobody suffers today. If the other Region were lost now, the youngest copy of its tables is hours old.',
    firstLook: 'Copy jobs of the other Region in AWS Backup: do they fail, wait, or are there none?',
  },
  'advanced-backup-off': {
    ...UNTIL_NEXT_MORNING,
    impact:
      'Nobody suffers today. Without this setting backups have no key of their own, no lock and no copy elsewhere.',
    firstLook: 'AWS Backup, Settings of this Region: is advanced backup of DynamoDB on, and DynamoDB opted in?',
  },
  'settings-unchecked': {
    ...ONCE_A_DAY,
    impact: 'Nobody suffers today. Nobody looks whether the tape is locked and backups are what they should be.',
    firstLook: 'The schedule permanence-<environment>-settings-check in EventBridge Scheduler: is it enabled?',
  },
  'boot-check-fails': {
    threshold: 1,
    hours: 2,
    breaching: 1,
    impact: 'Nobody suffers today. The boot check itself ended in an error, which says nothing about the backup.',
    firstLook: 'The log group /permanence/<environment>/boot-check, lines with level ERROR: out of time, or of memory?',
  },
  'runbook-failed': {
    threshold: 1,
    hours: 2,
    breaching: 1,
    impact: 'A runbook ended before its end: what it was for is not done, and what it began may be left half way.',
    firstLook: 'The failed execution in the Step Functions console: its last state, and the error it shows.',
  },
} as const satisfies Record<string, RestoreAlarmRule>;

export type RestoreAlarmName = keyof typeof RESTORE_ALARMS;
