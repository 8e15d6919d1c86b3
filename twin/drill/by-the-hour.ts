import type { WorldPlan } from '../assembly/plan.ts';
import { isRate } from '../schedules/expression.ts';

/**
 * Leaves out what starts at an hour of the day: a game day, a restore test or the removal of clones is no part of what a drill proves, and a drill
 * says the same whenever it is run. What runs every minute stays.
 */
export const nothingByTheHour = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  regions: plan.regions.map((region) => ({
    ...region,
    schedules: region.schedules.filter(({ expression }) => isRate(expression)),
  })),
});
