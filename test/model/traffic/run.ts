import type { Judgement } from '../../../domain/evacuation/judge.ts';
import type { SeenTraffic } from '../../../domain/traffic/traffic.ts';
import type { Attributes, Update } from '../../support/one-item-table.ts';
import type { Region } from './item.ts';
import type { Asl, MachineName } from './writes.ts';

/** What somebody, or the clock, starts. */
export interface Start {
  readonly machine: MachineName;
  /** Where it runs: the other Region is left, or brought back. */
  readonly region: Region;
  readonly game_day: 'none' | 'monthly';
}

/** One run of a machine. Everything it remembers; whatever is not scheduled again has stalled or died. */
export interface Run extends Start {
  readonly id: string;
  /** The step that comes next; `over` when none does. */
  readonly at: string;
  readonly seen?: SeenTraffic;
  readonly revision?: number;
  readonly serving?: string;
  /** Its last write, which may arrive once more. */
  readonly last?: Update;
}

/** All that there is. */
export interface World {
  readonly item: Attributes;
  readonly runs: readonly Run[];
  /** Quarters of an hour that were slept through: no lease lasts longer. */
  readonly late: number;
}

/** What a step did to the traffic, for the laws. */
export interface Moved {
  readonly by: Run;
  readonly state: string;
  readonly before: Attributes;
  readonly after: Attributes;
}

/** One thing that may happen next. */
export interface Outcome {
  readonly world: World;
  readonly what: string;
  readonly moved?: Moved;
}

/** What the model takes from the product, so that a mutant may stand in its place. */
export interface Product {
  readonly asl: Asl;
  readonly judged: (run: Run, seen: SeenTraffic) => Judgement;
  readonly releases: boolean;
}
