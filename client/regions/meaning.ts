/**
 * What a status means for a call: `answered` ends it, `not let in` counts only once every Region says so (a Region with a stale
 * registry or a filter of its own must not shut a till out), `again` leaves the outcome open.
 */
export type Meaning = 'answered' | 'not let in' | 'again';

const AGAIN = new Set([408, 425, 429]);

export function meaningOf(status: number): Meaning {
  if (status >= 200 && status < 300) return 'answered';
  if (status === 401 || status === 403) return 'not let in';
  if (status >= 400 && status < 500 && !AGAIN.has(status)) return 'answered';
  return 'again';
}

/** Whether a status shows that the Region itself is not well, so that later calls go elsewhere first. */
export const showsIllness = (status: number): boolean => status >= 500;
