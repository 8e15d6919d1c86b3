import type { BackupRule } from '../backup/plan.ts';
import type { BackupService } from '../backup/service.ts';
import { scheduleOf } from '../schedules/expression.ts';
import { MINUTE_MS } from '../schedules/minutes.ts';

const HOUR_MS = 3_600_000;

/** The minutes after `from` and up to `to` at which a plan's rules are due, the earliest first; each is done with all plans at once. */
export function dueTimes({ plans }: Pick<BackupService, 'plans'>, from: Date, to: Date): Date[] {
  const schedules = plans.flatMap(({ rules }) => rules.map(({ schedule, zone }) => scheduleOf(schedule, zone)));
  const times: Date[] = [];
  for (let at_ms = Math.floor(from.getTime() / MINUTE_MS + 1) * MINUTE_MS; at_ms <= to.getTime(); at_ms += MINUTE_MS) {
    const at = new Date(at_ms);
    if (schedules.some((isDue) => isDue({ since: 0, at }))) times.push(at);
  }
  return times;
}

type IsChosen = (rule: BackupRule, place: number) => boolean;

/** @returns how many jobs were done. @throws Error naming one that failed */
async function runRules(backups: BackupService, at: Date, isChosen: IsChosen): Promise<number> {
  const runs = backups.plans.flatMap((plan) =>
    plan.rules.filter(isChosen).map((rule) => backups.runRule(plan, rule, at.getTime())),
  );
  await backups.settled();
  const jobs = runs.flatMap((run) => [...run.backups(), ...run.copies()]);
  const failed = jobs.find(({ State }) => State !== 'COMPLETED');
  if (failed) throw new Error(`a backup of ${failed.ResourceArn} is ${failed.State}: ${failed.StatusMessage ?? ''}`);
  return jobs.length;
}

/** Makes what the plans of all Regions make at a minute, copies included. @throws Error naming a job that failed */
export const backUpAt = (backups: BackupService, at: Date): Promise<number> =>
  runRules(backups, at, ({ schedule, zone }) => scheduleOf(schedule, zone)({ since: 0, at }));

/** Makes what the first rule of each plan makes, now. @throws Error naming a job that failed */
export const backUpNow = (backups: BackupService): Promise<number> =>
  runRules(backups, new Date(), (_, place) => place === 0);

export const hoursBefore = (at: Date, hours: number): Date => new Date(at.getTime() - hours * HOUR_MS);
