import { next } from '../../../domain/tax-free/life/life.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** When a form is to be looked at: some time after a change, or at the time that one of its attributes holds. */
export type Due = { after_ms: number } | { at: 'expireAt' | 'retainUntil' | 'reclaimFrom' };

const soon: Due = { after_ms: 10 * SECOND_MS };
/** Who was asked has had a minute to answer. */
const silent: Due = { after_ms: MINUTE_MS };
const rests: Due = { at: 'retainUntil' };

/** How long an emergency slip waits before it is registered: customs were silent, so they are not asked again at once. [ours] */
export const REGULARISE_AFTER_MS = 5 * MINUTE_MS;

/** After this long without an answer somebody is told: long before the hour in which customs must have a form. [ours] */
export const TELL_AFTER_MS = 5 * MINUTE_MS;

/**
 * When the next thing of ours is due in each state. What works on is taken up inline at once; the ten seconds are for the sweeper, so
 * that it does not run into a handler at work. A form at rest is due when its personal data are to be erased.
 */
export const DUE: Readonly<Record<State, Due>> = {
  issued: soon,
  transmitted: silent,
  emergency: { after_ms: REGULARISE_AFTER_MS },
  regularising: silent,
  registered: soon,
  'awaiting-customs': { at: 'expireAt' },
  crediting: silent,
  credited: { at: 'reclaimFrom' },
  'credit-refused': { at: 'expireAt' },
  confirmed: soon,
  'crediting-confirmed': silent,
  'refund-owed': rests,
  'crediting-annulled': silent,
  overdue: soon,
  reclaiming: silent,
  'reclaiming-confirmed': silent,
  'debit-refused': rests,
  reclaimed: { at: 'expireAt' },
  'confirmed-late': soon,
  recrediting: silent,
  cancelling: silent,
  validated: rests,
  recredited: rests,
  rejected: soon,
  cancelled: soon,
  expired: soon,
  disputed: silent,
  'disputed-ended': soon,
  'settled-by-hand': rests,
};

/** Parts of the sparse index, so that no one of them takes all writes. */
export const DUE_SHARDS = ['0', '1', '2', '3'] as const;

/** The part of the index that a form is in; its last digit is as good as random. */
export const shardOf = (formId: string): string => String(Number(formId.slice(-1)) % DUE_SHARDS.length);

/** After a try that was not taken in, the next one waits its minute instead of being due soon. */
export const dueAfter = (state: State, failed: boolean): Due =>
  failed && next(state, 'transmission-started') !== undefined ? silent : DUE[state];

export const later = (at: Date, delay_ms: number): string => new Date(at.getTime() + delay_ms).toISOString();
