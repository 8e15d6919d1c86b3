/** A condition that an event needs beyond the state, restated by the write that makes the transition. */
export type Guard =
  | 'within-ceiling'
  | 'above-ceiling'
  | 'never-sent'
  | 'a-minute-passed'
  | 'slip-left'
  | 'last-key-not-done'
  | 'operator-days-passed'
  | 'validation-deadline-passed'
  | 'newly-said';

/** What guards look at; times in milliseconds since the epoch. */
export interface GuardFacts {
  now: number;
  /** When the last A_E_C01 was sent, or was about to be. */
  transmittedAt: number | undefined;
  /** Emergency slip numbers left in the operator's quota. */
  slipsLeft: number;
  /** Whether the acquirer, asked, knows of nothing done under the last key. */
  lastKeyNotDone: boolean;
  /** See `Refund.credit`. */
  credit: 'before-customs' | 'after-customs';
  /** `Deadline.before` of the operator's days after the credit. */
  reclaimFrom: number;
  /** `Deadline.before` of the validation by customs. */
  validationBefore: number;
  /** Whether customs have not said the same of the form before. */
  newlySaid: boolean;
}

export interface GuardRow {
  guard: Guard;
  says: string;
  holds: (facts: GuardFacts) => boolean;
}

/** Least time between two creates of a form, and longest silence before an emergency. Source: PABLO V2. [law] */
export const CUSTOMS_MINUTE_MS = 60_000;

/** Time after the validation deadline in which a stamp of the last day may still be listed by customs. [ours] */
export const LISTING_GRACE_MS = 7 * 24 * 3_600_000;

const minutePassed = ({ now, transmittedAt }: GuardFacts): boolean =>
  transmittedAt === undefined || now >= transmittedAt + CUSTOMS_MINUTE_MS;

export const GUARDS: readonly GuardRow[] = [
  {
    guard: 'within-ceiling',
    says: 'The refund is at most the operator’s ceiling for credit before customs.',
    holds: ({ credit }) => credit === 'before-customs',
  },
  {
    guard: 'above-ceiling',
    says: 'The refund is above the operator’s ceiling for credit before customs.',
    holds: ({ credit }) => credit === 'after-customs',
  },
  {
    guard: 'never-sent',
    says: 'No create was sent, nor about to be: customs cannot know the form.',
    holds: ({ transmittedAt }) => transmittedAt === undefined,
  },
  { guard: 'a-minute-passed', says: 'No create was sent within the last minute.', holds: minutePassed },
  {
    guard: 'slip-left',
    says: 'Customs have been silent for a minute and the quota has a slip number left.',
    holds: (facts) => facts.transmittedAt !== undefined && minutePassed(facts) && facts.slipsLeft > 0,
  },
  {
    guard: 'last-key-not-done',
    says: 'The acquirer was asked and did nothing under the last key.',
    holds: ({ lastKeyNotDone }) => lastKeyNotDone,
  },
  {
    guard: 'operator-days-passed',
    says: 'The operator’s days after the credit have passed.',
    holds: ({ now, reclaimFrom }) => now >= reclaimFrom,
  },
  {
    guard: 'validation-deadline-passed',
    says: 'The third month after the month of purchase ended a week ago or more.',
    holds: ({ now, validationBefore }) => now >= validationBefore + LISTING_GRACE_MS,
  },
  {
    guard: 'newly-said',
    says: 'Customs did not say the same of the form last: a list that is sent again changes nothing.',
    holds: ({ newlySaid }) => newlySaid,
  },
];
