import type { AlarmStartPlan, WorldPlan } from '../../assembly/plan.ts';

/** What an alarm starts during a drill: `drill`, the runbook in drill mode instead of in earnest; `nothing`, where the drill does it itself. */
export type Starts = 'drill' | 'nothing';

const inDrillMode = (start: AlarmStartPlan): AlarmStartPlan => {
  const template = start.template.replace(/"mode":\s*"real"/, '"mode":"drill"');
  if (template === start.template) throw new Error(`what starts ${start.machineArn} has no mode to change`);
  return { ...start, template };
};

/**
 * The rule of EventBridge starts the failover in earnest, where it waits for a person. In a drill nobody is asked, so the mode of its
 * input is the one thing that is changed of what the templates say.
 */
export const startingAs =
  (starts: Starts) =>
  (plan: WorldPlan): WorldPlan => ({
    ...plan,
    regions: plan.regions.map((region) => ({
      ...region,
      watch: { ...region.watch, starts: starts === 'drill' ? region.watch.starts.map(inDrillMode) : [] },
    })),
  });
