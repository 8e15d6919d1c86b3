import { type Bounds, NO_BOUNDS } from './worst-case.ts';

/** Something that must exist in every Region's own stacks before it is needed. */
export interface Need {
  readonly type: string;
  /** Matches the resource's own name, or its logical id. */
  readonly named: RegExp;
  readonly because: string;
}

/** A finding that somebody has looked at and takes. */
export interface Accepted {
  /** The rule of the finding. */
  readonly rule: string;
  /** Matches the finding's sentence. */
  readonly says: RegExp;
  readonly because: string;
}

/** A machine that runs while a Region is being left or taken back. */
export interface MachineOnPath {
  /** The end of its name: `permanence-<environment>-<name>`. */
  readonly name: string;
  /** From the fault on; without it only the loops must end. */
  readonly budget_s?: number;
  readonly bounds: Bounds;
  readonly needs: readonly Need[];
  readonly accepted: readonly Accepted[];
}

/** The machines of the way, and what their files do not say. The rules find their functions, roles and tables in the templates. */
export const FAILOVER_PATH: readonly MachineOnPath[] = [
  { name: 'failover', budget_s: 300, bounds: NO_BOUNDS, needs: [], accepted: [] },
  { name: 'failback', bounds: NO_BOUNDS, needs: [], accepted: [] },
];

/** Stacks that exist once: they hold what is one thing in all Regions. Nothing on the way may need to change them. */
export const ONLY_ONCE: readonly RegExp[] = [/\/Tables$/];
