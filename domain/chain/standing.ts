import type { Entry } from './entry.ts';

/** An entry as it stands in its place: the text undefined when it cannot even be unpacked. */
export interface StandingEntry {
  sequence: number;
  canonical: string | undefined;
  signature: Uint8Array;
}

/** @returns the entry that a text spells, undefined when it spells none; what it says is not looked at */
export function parseEntry(canonical: string | undefined): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(canonical ?? '');
    return typeof entry === 'object' && entry !== null ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}
