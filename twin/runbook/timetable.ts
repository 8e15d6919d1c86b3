import type { BackupService } from '../backup/service.ts';
import type { OpeningHours } from '../fill/life.ts';
import { MINUTE_MS } from '../schedules/minutes.ts';
import { dueTimes, hoursBefore } from './hours.ts';

/** When a world of backups began, what it sold, and when it was backed up. */
export interface Timetable {
  /** When its tables and vaults were made: nothing is expected of the time before. */
  readonly begins: Date;
  /** The times of the plans' rules at which it is backed up, the earliest first. */
  readonly times: readonly Date[];
  /** What is sold before each of them: after the one before it, so that every backup holds all that was sold until then. */
  readonly selling: readonly OpeningHours[];
}

type Plans = Pick<BackupService, 'plans'>;

/** A backup is due within two hours: the plan does not promise younger ones yet (lib/backup-rules.ts). */
const DUE_WITHIN_HOURS = 2;
/** What falls due while a run begins is there already. */
const AHEAD_MS = 10 * MINUTE_MS;

/** The last instant whose backups must be there now, or soon. */
const dueUntil = (now: Date): Date => new Date(hoursBefore(now, DUE_WITHIN_HOURS).getTime() + AHEAD_MS);

/** The timetable of a world that is backed up for some hours and is looked at from now on. */
export function timetableOf(backups: Plans, now: Date, hours: number): Timetable {
  const until = dueUntil(now);
  const begins = hoursBefore(until, hours);
  const times = dueTimes(backups, begins, until);
  return { begins, times, selling: times.map((to, place) => between(times[place - 1] ?? begins, to)) };
}

/** From soon after an instant, whose backup does not hold it, to another. */
const between = (after: Date, to: Date): OpeningHours => {
  const length_ms = to.getTime() - after.getTime();
  return { from: new Date(after.getTime() + Math.ceil(Math.min(MINUTE_MS, length_ms) / 2)), to };
};

/** The times that have fallen due after the last one that was backed up, and up to now. */
export const fallenDue = (backups: Plans, last: Date, now: Date): Date[] => dueTimes(backups, last, dueUntil(now));
