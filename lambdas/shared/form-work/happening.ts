import type { EventRow, FormEvent } from '../../../domain/tax-free/life/event.ts';
import type { Guard } from '../../../domain/tax-free/life/guard.ts';
import type { Outcome, Said } from '../../../domain/tax-free/life/outcome.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { TRANSITIONS } from '../../../domain/tax-free/life/transition.ts';
import type { Consent, Payment, Settlement, StoredCard } from './form.ts';

/** A word on the money of a key. Each kind counts once a key. */
export interface OutcomeWord {
  key: string;
  pspReference?: string;
  reason?: string;
  /** Cents, as the acquirer states them: if they are not those of the try, the write fails. */
  amount?: number;
  /** Only of `outcome-changed`, where the event does not say it: what was said, what it leaves, and what was written down before. */
  change?: { said: Said; outcome: Outcome; before: Outcome | undefined };
}

/** What an event brings along; each piece either becomes a condition of the update or something that it writes down. */
export interface Bringing {
  /** Id of the message to customs that is about to be sent. */
  message?: string;
  /** The message of ours that customs answer: an answer to an older one fails. */
  inReplyTo?: string;
  /** The id that customs gave, or speak of: an annulment of another one fails. */
  customsId?: string;
  slip?: string;
  /** A key that is about to be used. */
  intent?: { key: string; amount: number };
  /** The last key when an intent was decided upon, absent before the first: if it is another by now, the intent fails. */
  previous?: string;
  /** What became of the money under a key; see `OutcomeWord`. */
  outcome?: OutcomeWord;
  /** Another card than the one that refused, and what the traveller agreed to for it. */
  another?: { card: StoredCard; consent: Consent };
  payment?: Payment;
  /** How a person settled what was owed. */
  settlement?: Settlement;
  /** The form as it was when something was decided upon it: if it changed since, the write fails. */
  revision?: number;
  /** Only a form of this store. */
  store?: string;
}

/** Something that happens to a form. */
export interface Happening extends Bringing {
  event: FormEvent;
  by: EventRow['by'];
}

/** Steps of one event that lead to the same state under the same guard: one update makes them all. */
export interface Way {
  event: FormEvent;
  from: readonly State[];
  to: State;
  guard?: Guard;
}

function grouped(event: FormEvent): Way[] {
  const ways: { event: FormEvent; from: State[]; to: State; guard?: Guard }[] = [];
  for (const { from, to, guard } of TRANSITIONS.filter(({ on }) => on === event)) {
    const way = ways.find((candidate) => candidate.to === to && candidate.guard === guard);
    if (way === undefined) ways.push({ event, from: [from], to, ...(guard ? { guard } : {}) });
    else way.from.push(from);
  }
  return ways;
}

const WAYS = new Map<FormEvent, readonly Way[]>();

/** The ways of an event, one update each; together they leave exactly the states that the table of transitions names. */
export function waysOf(event: FormEvent): readonly Way[] {
  const known = WAYS.get(event) ?? grouped(event);
  WAYS.set(event, known);
  return known;
}

/** The way that an event takes from a state. */
export const wayFrom = (event: FormEvent, state: State): Way | undefined =>
  waysOf(event).find(({ from }) => from.includes(state));

/** Where a form most likely stands when an event comes, so that its first update is nearly always its only one. */
const LIKELY: Partial<Record<FormEvent, State>> = {
  'customs-confirmed': 'credited',
  'customs-annulled': 'registered',
  'credit-succeeded': 'crediting',
  'credit-failed': 'crediting',
  'credit-reversed': 'credited',
  'cancellation-requested': 'registered',
  'debit-succeeded': 'reclaiming',
  'debit-failed': 'reclaiming',
  'debit-reversed': 'reclaimed',
};

/** The way to try first when the state is not known. */
export function likelyWay(event: FormEvent): Way {
  const likely = LIKELY[event];
  const way = (likely && wayFrom(event, likely)) ?? waysOf(event)[0];
  if (way === undefined) throw new Error(`${event} leads nowhere`);
  return way;
}
