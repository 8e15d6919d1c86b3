import type { RegionPlan } from '../assembly/plan.ts';
import type { AlarmState } from '../cloudwatch/rule.ts';
import type { AlarmChange } from '../cloudwatch/watch.ts';
import type { NamedPlace } from '../gateway/gateway.ts';
import type { Surroundings } from '../lambda/surroundings.ts';

/** What a Region's process is to run. */
export interface Serve {
  readonly kind: 'serve';
  readonly plan: RegionPlan;
  readonly surroundings: Surroundings;
  /** Port of the API; 0 for any. */
  readonly port: number;
  /** Where it also takes what comes by name. */
  readonly named?: NamedPlace;
  /** Folder that keeps the executions of its state machines while it is down. */
  readonly executions: string;
  /** How long a minute of its schedules and alarms takes. */
  readonly minuteMs: number;
  /** How its alarms stood when it went down; those not named were quiet. */
  readonly alarms: Readonly<Record<string, AlarmState>>;
}

/** What the supervisor tells a Region's process. */
export type ToRegion =
  | Serve
  | { readonly kind: 'kill-sandbox'; readonly ticket: number; readonly functionName: string };

/** What a Region's process tells the supervisor. */
export type FromRegion =
  | { readonly kind: 'serving'; readonly port: number; readonly machinesUrl: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'alarm'; readonly change: AlarmChange }
  | { readonly kind: 'sandbox-killed'; readonly ticket: number; readonly killed: boolean };
