import type { IgnoredReason } from './reason.ts';

/** What the acquirer says of a key. `restored`: what was given back has come after all (a chargeback that was won). */
export type Said = 'done' | 'refused' | 'reversed' | 'restored';

/** What became of a try, as it is written down. */
export type Outcome = 'done' | 'refused' | 'reversed';

/** What is known of the try that a word is about. */
export interface Standing {
  outcome?: Outcome;
  /** Words on this key that were written down: each counts once, however often it is sent. */
  heard: readonly Said[];
  /** Whether it is the last key of its kind. */
  isLast: boolean;
}

/** What follows from a word: an event of the form, a note with the key, or nothing. */
export type Heard =
  | { event: 'succeeded' | 'failed' | 'reversed' | 'changed'; outcome: Outcome }
  | { note: Outcome }
  | { ignored: IgnoredReason };

const LEFT: Readonly<Record<Said, Outcome>> = {
  done: 'done',
  refused: 'refused',
  reversed: 'reversed',
  restored: 'done',
};

/** What a word leaves of an outcome that was written down. A refusal of what was done before takes it back. */
function leftBy(said: Said, before: Outcome | undefined): Outcome {
  if (said === 'refused' && before === 'done') return 'reversed';
  return LEFT[said];
}

const hasMoved = (outcome: Outcome | undefined): boolean => outcome === 'done';

/** Words that are older than what is known: said, and overtaken on the way. */
const isOvertaken = (said: Said, before: Outcome | undefined, heard: readonly Said[]): boolean =>
  (before === 'reversed' && (said === 'done' || said === 'refused')) ||
  (said === 'reversed' && heard.includes('restored'));

const EVENT = { done: 'succeeded', refused: 'failed', reversed: 'reversed', restored: 'changed' } as const;

/** Whether a word on the last key takes the usual way; otherwise it takes back what was said before. */
const isUsual = (said: Said, before: Outcome | undefined): boolean =>
  said !== 'restored' && !(said === 'refused' && before === 'done');

/**
 * What a word of the acquirer means for what is known of its key. Words come late, again and in any order: each kind counts once a key,
 * a reversal is the newer word beside an outcome, and only what changes the money of an earlier key upsets a form.
 */
export function heardOf(said: Said, { outcome, heard, isLast }: Standing): Heard {
  const left = leftBy(said, outcome);
  if (heard.includes(said)) return { ignored: outcome === LEFT[said] ? 'outcome-known' : 'superseded' };
  if (isOvertaken(said, outcome, heard)) return { ignored: 'superseded' };
  const changesMoney = hasMoved(left) !== hasMoved(outcome);
  if (isLast && isUsual(said, outcome) && (changesMoney || outcome === undefined))
    return { event: EVENT[said], outcome: left };
  if (changesMoney) return { event: 'changed', outcome: left };
  return left === outcome && said !== 'restored' ? { ignored: 'outcome-known' } : { note: left };
}
