/**
 * The parts in which the public name's traffic leaves a Region and comes back to it, with their Route 53 weights:
 * `SLICES` of `domain/traffic/slices.ts`; a test compares them.
 */
export const TRAFFIC_SLICES = [
  { slice: 'canary', weight: 10 },
  { slice: 'main', weight: 90 },
] as const;

/** Where the other Region says that a slice of a Region was evacuated. */
export const evacuationPath = (region: string, slice: string): string => `/v1/evacuations/${region}/${slice}`;
