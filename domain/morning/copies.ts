import { KINDS, type Kind } from '../tables.ts';
import type { Found } from './recovery-point.ts';

/** How old the newest copy of a table in the tape is. */
export interface CopyAge {
  kind: Kind;
  /** ISO 8601; absent when none was found as far back as was looked. */
  newest?: string;
  /** Hours; when there is none, as far back as was looked. */
  age_hours: number;
}

/** How far the copies of each table lag behind now. */
export function copyAges(found: readonly Found[], tape: string, now: string, looked_back_hours: number): CopyAge[] {
  return KINDS.map((kind) => {
    const own = found.filter((one) => one.vault === tape && one.kind === kind && one.state === undefined);
    const newest = own.map(({ taken_at }) => taken_at).reduce((one, other) => (one > other ? one : other), '');
    if (newest === '') return { kind, age_hours: looked_back_hours };
    const age_hours = Math.round((Date.parse(now) - Date.parse(newest)) / 36_000) / 100;
    return { kind, newest, age_hours };
  });
}
