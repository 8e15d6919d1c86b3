import type { WorldPlan } from '../assembly/plan.ts';
import type { Distance } from '../dynamodb/distance.ts';
import type { Observe } from '../dynamodb/lane.ts';
import type { Outside } from './outside.ts';
import type { RemoteBehaviour } from './remote.ts';

/** How to start a twin. */
export interface TwinOptions {
  /** Folder written by `cdk synth`. */
  readonly cdkOut: string;
  /** Stage whose templates to run; `production` when not said. */
  readonly environment?: string;
  /** Folder that keeps tables and keys over a restart; in memory without it. */
  readonly dataDir?: string;
  /** Whether its tables will hold hundreds of thousands of items; not, when not said. */
  readonly large?: boolean;
  /** Folder for log files; a new temporary one without it. */
  readonly logDir?: string;
  /** When its tables and vaults were made; now, when not said. Backups are expected only after it. */
  readonly begins?: Date;
  /** Whether the plans' backups are taken by the clock or only by hand; by the clock, when not said. */
  readonly backsUp?: 'by the clock' | 'by hand';
  /** Decides which requests meet the faults that are switched on. */
  readonly seed?: string;
  /** How far the Regions are apart; Paris to Frankfurt when not said. */
  readonly distance?: Distance;
  /** Ports of the Regions' APIs by city; any free ones when not said. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Port of what comes by name, at every Region's own address; any free one when not said. */
  readonly namesPort?: number;
  /** How many times faster Route 53 looks and forgets than it really does; 1 when not said. */
  readonly timeScale?: number;
  /** Sandboxes of one function at once in one Region; 8 when not said. */
  readonly sandboxes?: number;
  /** How long a minute of schedules and alarms takes, in milliseconds; 60,000 when not said. */
  readonly minuteMs?: number;
  /** How customs and the acquirer behave, where it differs from a good day. */
  readonly remote?: RemoteBehaviour;
  /** Told of every request of a Region to DynamoDB. */
  readonly observe?: Observe;
  /** File through which `npm run twin` finds this twin; it cannot without it. */
  readonly controlFile?: string;
  /** Changes what the templates say before anything starts, for drills that need it; nothing when not said. */
  readonly adapt?: (plan: WorldPlan) => WorldPlan;
  /** Puts in what a new world needs (a signing key, devices), before any Region serves. */
  readonly prepare?: (outside: Outside) => Promise<void>;
  /** Told what is being done, a line a step. */
  readonly onProgress?: (line: string) => void;
}

/** Ports of `npm start`, the same at every start. */
export const FIXED_PORTS: Readonly<Record<string, number>> = { paris: 8101, frankfurt: 8102 };
