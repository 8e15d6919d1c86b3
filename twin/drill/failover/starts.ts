import type { AlarmStartPlan, WorldPlan } from '../../assembly/plan.ts';

/**
 * What an alarm starts during a drill: `real`, the runbook in earnest, as the templates say; `drill`, the same in drill mode, where nobody is
 * asked; `nothing`, where the drill does it itself.
 */
export type Starts = 'real' | 'drill' | 'nothing';

const inDrillMode = (start: AlarmStartPlan): AlarmStartPlan => {
  const template = start.template.replace(/"mode":\s*"real"/, '"mode":"drill"');
  if (template === start.template) throw new Error(`what starts ${start.machineArn} has no mode to change`);
  return { ...start, template };
};

const CHANGES: Readonly<Record<Starts, (starts: readonly AlarmStartPlan[]) => readonly AlarmStartPlan[]>> = {
  real: (starts) => starts,
  drill: (starts) => starts.map(inDrillMode),
  nothing: () => [],
};

/**
 * The rule of EventBridge starts the failover in earnest, where it waits for a person. Where a drill has nobody to ask, the mode of its
 * input is the one thing that is changed of what the templates say.
 */
export const startingAs =
  (starts: Starts) =>
  (plan: WorldPlan): WorldPlan => ({
    ...plan,
    regions: plan.regions.map((region) => ({
      ...region,
      watch: { ...region.watch, starts: CHANGES[starts](region.watch.starts) },
    })),
  });
