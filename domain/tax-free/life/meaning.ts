import type { EventRow, FormEvent } from './event.ts';
import type { IgnoredReason, WordTrouble } from './reason.ts';
import type { State } from './state.ts';

/** What an event means in a state in which it makes no step. */
export type Meaning = { ignored: IgnoredReason } | { trouble: WordTrouble };

/** One word from outside in some states. */
export interface MeaningRow {
  on: FormEvent;
  in: readonly State[];
  means: Meaning;
}

/** Before customs answered: nothing was credited, and nothing deleted. */
const BEFORE_CUSTOMS = ['issued', 'transmitted', 'emergency', 'regularising'] as const satisfies State[];

/** No credit was ever sent. */
const NEVER_CREDITED = [...BEFORE_CUSTOMS, 'registered', 'rejected'] as const satisfies State[];

/** No debit was ever sent: a debit follows a credit that stands. */
const NEVER_DEBITED = [
  ...NEVER_CREDITED,
  'crediting',
  'crediting-annulled',
  'credited',
  'credit-refused',
  'overdue',
] as const satisfies State[];

const SLIP = ['emergency', 'regularising'] as const satisfies State[];
const ENDED = ['rejected', 'cancelled', 'expired', 'disputed-ended'] as const satisfies State[];

/** Customs have the form, and have not validated it. */
const UNDECIDED = ['registered', 'awaiting-customs', 'crediting', 'credited', 'credit-refused'] as const;

const RECLAIMED = ['reclaiming', 'debit-refused', 'reclaimed'] as const;
const ANNULLED = ['crediting-annulled', 'overdue'] as const;

const CONFIRMED = [
  'confirmed',
  'crediting-confirmed',
  'refund-owed',
  'reclaiming-confirmed',
  'confirmed-late',
  'recrediting',
  'validated',
  'recredited',
] as const satisfies State[];

/** Customs have, or had, the form. */
const AT_CUSTOMS = [
  ...UNDECIDED,
  ...ANNULLED,
  ...RECLAIMED,
  ...CONFIRMED,
  'cancelling',
  'disputed',
  'settled-by-hand',
] as const satisfies State[];

const ignored = (on: FormEvent, reason: IgnoredReason, states: readonly State[]): MeaningRow => ({
  on,
  in: states,
  means: { ignored: reason },
});

const trouble = (on: FormEvent, name: WordTrouble, states: readonly State[]): MeaningRow => ({
  on,
  in: states,
  means: { trouble: name },
});

const without = (states: readonly State[], ...others: State[]): State[] =>
  states.filter((state) => !others.includes(state));

const CUSTOMS: readonly MeaningRow[] = [
  ignored('transmission-failed', 'no-message-awaited', ['issued', 'emergency', ...AT_CUSTOMS, ...ENDED]),

  ignored('customs-registered', 'slip-in-force', SLIP),
  ignored('customs-registered', 'registered-already', AT_CUSTOMS),
  trouble('customs-registered', 'customs-contradict', ['rejected']),
  ignored('customs-registered', 'ended-already', without(ENDED, 'rejected')),

  ignored('customs-rejected', 'slip-in-force', SLIP),
  trouble('customs-rejected', 'customs-contradict', AT_CUSTOMS),
  ignored('customs-rejected', 'rejected-already', ['rejected']),
  ignored('customs-rejected', 'ended-already', without(ENDED, 'rejected')),

  trouble('regularisation-accepted', 'customs-contradict', ['issued', 'transmitted', 'rejected']),
  ignored('regularisation-accepted', 'registered-already', AT_CUSTOMS),
  ignored('regularisation-accepted', 'ended-already', without(ENDED, 'rejected')),

  trouble('regularisation-rejected', 'customs-contradict', ['issued', 'transmitted', ...AT_CUSTOMS]),
  ignored('regularisation-rejected', 'rejected-already', ['rejected']),
  ignored('regularisation-rejected', 'ended-already', without(ENDED, 'rejected')),

  ignored('customs-confirmed', 'confirmed-already', CONFIRMED),
  trouble('customs-confirmed', 'customs-contradict', without(ENDED, 'disputed-ended')),

  ignored('customs-annulled', 'slip-in-force', SLIP),
  ignored('customs-annulled', 'annulled-already', ANNULLED),
  ignored('customs-annulled', 'reclaimed-already', RECLAIMED),
  trouble('customs-annulled', 'customs-contradict', CONFIRMED),
  ignored('customs-annulled', 'ended-already', ENDED),

  trouble('deletion-accepted', 'customs-contradict', [
    ...BEFORE_CUSTOMS,
    ...without(AT_CUSTOMS, 'awaiting-customs', 'cancelling', 'disputed'),
  ]),
  ignored('deletion-accepted', 'ended-already', ENDED),

  ignored('deletion-rejected', 'no-deletion-awaited', [
    ...BEFORE_CUSTOMS,
    ...without(AT_CUSTOMS, 'cancelling'),
    ...ENDED,
  ]),
];

/** Where the outcome of the last credit is written down, so that only a newer word makes a step. */
const CREDIT_STANDS: readonly State[] = [
  ...RECLAIMED,
  'credited',
  'overdue',
  'reclaiming-confirmed',
  'confirmed-late',
  'recredited',
];
const CREDIT_FAILED: readonly State[] = [
  'awaiting-customs',
  'credit-refused',
  'confirmed',
  'refund-owed',
  'cancelling',
  'cancelled',
];
const NO_DEBIT_UNDER_WAY: readonly State[] = [
  'awaiting-customs',
  'confirmed',
  'crediting-confirmed',
  'refund-owed',
  'cancelling',
  'cancelled',
  'expired',
  'confirmed-late',
  'recrediting',
  'validated',
  'recredited',
  'debit-refused',
  'reclaimed',
];

const ACQUIRER: readonly MeaningRow[] = [
  trouble('credit-succeeded', 'outcome-of-other-key', NEVER_CREDITED),
  ignored('credit-succeeded', 'outcome-known', CREDIT_STANDS),

  trouble('credit-failed', 'outcome-of-other-key', NEVER_CREDITED),
  ignored('credit-failed', 'outcome-known', [...CREDIT_STANDS, ...CREDIT_FAILED, 'validated', 'expired']),

  trouble('credit-reversed', 'outcome-of-other-key', NEVER_CREDITED),
  ignored('credit-reversed', 'outcome-known', CREDIT_FAILED),

  trouble('debit-succeeded', 'outcome-of-other-key', NEVER_DEBITED),
  ignored('debit-succeeded', 'outcome-known', ['reclaimed', 'confirmed-late', 'recrediting', 'recredited']),

  trouble('debit-failed', 'outcome-of-other-key', NEVER_DEBITED),
  ignored('debit-failed', 'outcome-known', NO_DEBIT_UNDER_WAY),

  trouble('debit-reversed', 'outcome-of-other-key', NEVER_DEBITED),
  ignored('debit-reversed', 'outcome-known', [
    'awaiting-customs',
    'confirmed',
    'cancelling',
    'cancelled',
    'debit-refused',
  ]),

  trouble('outcome-changed', 'outcome-of-other-key', NEVER_CREDITED),
];

/** What every word from outside means where it makes no step. Our own events need no row: a worker that meets another state stops. */
export const MEANINGS: readonly MeaningRow[] = [...CUSTOMS, ...ACQUIRER];

/** Whether an event is brought by somebody outside, so that each state must say what it means there. */
export const isFromOutside = ({ by, event }: EventRow): boolean =>
  by === 'customs' || by === 'acquirer' || event === 'transmission-failed';
