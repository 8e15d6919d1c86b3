import type { Kind } from './operations.ts';

/** How long requests to strong tables travel, in milliseconds for the whole round trip. */
export interface Distance {
  /** A write is acknowledged when a second Region has it. */
  readonly writeMs: number;
  /** A strong read asks a second Region whether it is up to date. */
  readonly strongReadMs: number;
  /** Answered by the replica of the own Region. */
  readonly eventualReadMs: number;
}

/** Paris to Frankfurt and back is about 10 ms; an eventually consistent read does not leave its Region. */
export const PARIS_FRANKFURT: Distance = { writeMs: 10, strongReadMs: 10, eventualReadMs: 0 };

/** No distance at all, for tests about something else. */
export const NEXT_DOOR: Distance = { writeMs: 0, strongReadMs: 0, eventualReadMs: 0 };

const BY_KIND: Readonly<Record<Kind, (distance: Distance) => number>> = {
  write: ({ writeMs }) => writeMs,
  'strong-read': ({ strongReadMs }) => strongReadMs,
  'eventual-read': ({ eventualReadMs }) => eventualReadMs,
  control: () => 0,
};

/** Milliseconds for the round trip of such a request. */
export function roundTripMs(distance: Distance, kind: Kind): number {
  return BY_KIND[kind](distance);
}
