import type { RegionFault } from '../region-loss.ts';
import type { TillRecord } from '../till-run.ts';
import type { Alarmed } from './detection.ts';
import type { Judged } from './judged.ts';
import type { MachineEnd } from './machine.ts';
import type { Outage } from './outage.ts';
import type { Decision } from './person.ts';

/** Everything that is known of one failover drill, before it is judged. */
export interface FailoverRun extends Judged {
  readonly seed: string;
  readonly fault: RegionFault;
  readonly timeScale: number;
  readonly faultAt: Date;
  readonly alarmed: Pick<Alarmed, 'name' | 'at' | 'startedAt'>;
  readonly end: MachineEnd;
  /** What a person decided; nobody was asked when it is not there. */
  readonly decision?: Decision;
  /** When the Regions were sound again and everybody had gone home. */
  readonly closedAt: Date;
  readonly records: readonly TillRecord[];
  readonly follower: TillRecord;
  readonly queued: readonly string[];
  readonly outage: Outage;
}
