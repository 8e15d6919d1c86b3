import type { BackupService } from '../backup/service.ts';
import { scheduleOf } from '../schedules/expression.ts';
import { MINUTE_MS } from '../schedules/runner.ts';

const LOOK_MS = 1_000;

/**
 * Runs the plans' rules at their minutes and removes what is over, as AWS Backup does, by the real clock: what is expected of a plan is
 * counted by it too.
 *
 * @returns what stops it
 * @throws Error naming a schedule that it does not know
 */
export function keepBackupHours({ plans, runRule, expire }: BackupService): () => void {
  const rules = plans.flatMap((plan) =>
    plan.rules.map((rule) => ({ plan, rule, isDue: scheduleOf(rule.schedule, rule.zone) })),
  );
  // A timer of sixty seconds slips, so the minute is told by the clock; one that passed while the process was held up is made up for.
  let last = minuteNow();
  let since = 0;
  const timer = setInterval(() => {
    const minute = minuteNow();
    if (minute <= last) return;
    for (; last < minute; last += 1) {
      since += 1;
      const at = new Date((last + 1) * MINUTE_MS);
      for (const { plan, rule, isDue } of rules) if (isDue({ since, at })) runRule(plan, rule, at.getTime());
    }
    expire();
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** Whole minutes since 1970. */
const minuteNow = (): number => Math.floor(Date.now() / MINUTE_MS);
