/** What a schedule came to: the laws it broke, in words, and what befell it. */
export interface Outcome {
  broken: string[];
  faults: readonly string[];
}

/** Changes a command before it is carried out: how a test plants a fault in a store to see the storm find it. */
export type Defect = (command: unknown) => unknown;

/** Runs one schedule from its seed; the same seed always does the same. */
export type Schedule = (seed: string, defect?: Defect) => Promise<Outcome>;
