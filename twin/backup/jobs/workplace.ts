import type { Behaviour } from '../behaviour.ts';
import type { Database } from '../database.ts';
import type { JobFaults } from '../faults.ts';
import type { Seconds } from '../records.ts';
import type { Store } from '../store.ts';

/** What the jobs of one Region work with. */
export interface Workplace {
  readonly region: string;
  readonly store: Store;
  readonly database: Database;
  /** What another Region keeps; `undefined` for a Region that the twin does not have. */
  readonly storeOf: (region: string) => Store | undefined;
  readonly behaviour: () => Behaviour;
  readonly faults: JobFaults;
  readonly now: () => Seconds;
  /** Aborted when the service stops: jobs then leave everything as it is, to be taken up at the next start. */
  readonly signal: AbortSignal;
  /** Begins work that is waited for when the service stops. */
  readonly begin: (work: Promise<void>) => void;
}
