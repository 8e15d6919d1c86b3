import type { BackupSettings } from './settings.ts';

/** A rule of the backup plan. `domain/morning/schedule.ts` expects what it promises; times are UTC there and here. */
export interface BackupRule {
  readonly rule: 'hourly' | 'daily';
  /** Minute and hour of the day, UTC; the hour `*` for every hour. */
  readonly at: { readonly minute: string; readonly hour: string };
  readonly keptDays: number;
  readonly copyKeptDays: number;
}

/** AWS Backup begins within this time, its shortest. */
export const START_WITHIN_MINUTES = 60;
/** What has not ended by then is given up and reported. */
export const END_WITHIN_MINUTES = 120;
/** A copy begins when its backup has ended, and takes as long again. */
const COPY_WITHIN_MINUTES = 240;

/** The daily backup and its copy have ended before the morning test at 05:00 in Paris, in summer 03:00 UTC, looks for them. */
export function backupRules({ hourlyDays, dailyDays, tape }: BackupSettings): readonly BackupRule[] {
  return [
    { rule: 'hourly', at: { minute: '0', hour: '*' }, keptDays: hourlyDays, copyKeptDays: tape.hourlyDays },
    { rule: 'daily', at: { minute: '30', hour: '22' }, keptDays: dailyDays, copyKeptDays: tape.dailyDays },
  ];
}

/** The rules as the morning function reads them, `BackupRule[]` of `domain/morning/schedule.ts`; a test compares them. */
export function promisedBackups(backup: BackupSettings) {
  return backupRules(backup).map(({ rule, at }) => ({
    rule,
    cron: `cron(${at.minute} ${at.hour} * * ? *)`,
    due_minutes: END_WITHIN_MINUTES,
    copy_due_minutes: COPY_WITHIN_MINUTES,
  }));
}
