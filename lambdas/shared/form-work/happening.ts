import type { EventRow, FormEvent } from '../../../domain/tax-free/life/event.ts';
import type { Guard } from '../../../domain/tax-free/life/guard.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { TRANSITIONS } from '../../../domain/tax-free/life/transition.ts';
import type { Consent, Payment, StoredCard } from './form.ts';

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
  /** What the acquirer said under a key: of another key than the last it fails. */
  outcome?: { key: string; pspReference?: string; reason?: string };
  /** Another card than the one that refused, and what the traveller agreed to for it. */
  another?: { card: StoredCard; consent: Consent };
  payment?: Payment;
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
  'cancellation-requested': 'registered',
  'debit-succeeded': 'reclaiming',
  'debit-failed': 'reclaiming',
};

/** The way to try first when the state is not known. */
export function likelyWay(event: FormEvent): Way {
  const likely = LIKELY[event];
  const way = (likely && wayFrom(event, likely)) ?? waysOf(event)[0];
  if (way === undefined) throw new Error(`${event} leads nowhere`);
  return way;
}
