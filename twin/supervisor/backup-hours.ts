import type { BackupService } from '../backup/service.ts';
import { scheduleOf } from '../schedules/expression.ts';
import { eachMinute } from '../schedules/minutes.ts';

/**
 * Runs the plans' rules at their minutes and removes what is over, as AWS Backup does, by the clock: what is expected of a plan is counted by
 * it too.
 *
 * @returns what stops it
 * @throws Error naming a schedule that it does not know
 */
export function keepBackupHours({ plans, runRule, expire }: BackupService): () => void {
  const rules = plans.flatMap((plan) =>
    plan.rules.map((rule) => ({ plan, rule, isDue: scheduleOf(rule.schedule, rule.zone) })),
  );
  let since = 0;
  return eachMinute((at) => {
    since += 1;
    for (const { plan, rule, isDue } of rules) if (isDue({ since, at })) runRule(plan, rule, at.getTime());
    expire();
  });
}
