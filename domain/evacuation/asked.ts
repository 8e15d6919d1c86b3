/** Whether everything is done except asking a person (`drill`), or a person decides (`real`). Both send the traffic away. */
export type Mode = 'drill' | 'real';

/** `graceful`: a Region that is well is left, and nobody is in a hurry. `ungraceful`: it fails, and customers wait. */
export type Manner = 'graceful' | 'ungraceful';

/** What whoever started a failover wants. */
export interface Asked {
  readonly mode: Mode;
  readonly manner: Manner;
  /** Started by the clock. */
  readonly game_day: boolean;
  /** Refusals, by name, that somebody has read and overrules. */
  readonly force: readonly string[];
}

/** Nobody would suffer if it were not done now. */
export const isPlanned = ({ mode, manner }: Asked): boolean => mode === 'drill' || manner === 'graceful';
