import { diceOf } from '../drill/dice.ts';

/** A time between two, drawn anew for each use, in milliseconds. */
export type Between = readonly [least_ms: number, most_ms: number];

/** How a simulator behaves; probabilities from 0 to 1. All of it can be changed while it runs. */
export interface Behaviour {
  /** Until a request is answered. */
  answer: Between;
  /** From the answer until the result is known and told to the webhook. */
  result: Between;
  /** Answers that nothing was taken in (503), and takes nothing in. */
  unavailable: number;
  /** Takes the request in and breaks the connection instead of answering. */
  dropAnswer: number;
  /** Takes the request in and never answers it; the result comes all the same. */
  hang: number;
  /** Takes the request in, answers it, and never tells the result. */
  silent: number;
  /** Refuses the content. */
  refuse: number;
  /** Fails inside, does nothing, and says so. */
  systemError: number;
  /** A message to the webhook gets lost on its way, and is sent again later. */
  loseWebhook: number;
  /** The webhook's answer gets lost on its way, so the message is sent again later. */
  loseAcknowledgement: number;
  /** A message is sent to the webhook a second time although it was acknowledged. */
  doubleWebhook: number;
}

export const WELL_BEHAVED: Behaviour = {
  answer: [0, 2],
  result: [5, 20],
  unavailable: 0,
  dropAnswer: 0,
  hang: 0,
  silent: 0,
  refuse: 0,
  systemError: 0,
  loseWebhook: 0,
  loseAcknowledgement: 0,
  doubleWebhook: 0,
};

/** What can happen with some probability. */
export type Chance = { [Name in keyof Behaviour]: Behaviour[Name] extends number ? Name : never }[keyof Behaviour];

/** Decides by seed and by what is decided about, so that it does not matter in which order requests arrive. */
export interface Decisions {
  happens(chance: Chance, about: string): boolean;
  time_ms(which: 'answer' | 'result', about: string): number;
}

export const decisions = (seed: string, behaviour: () => Behaviour): Decisions => ({
  happens: (chance, about) => diceOf(`${seed}/${chance}/${about}`).next() < behaviour()[chance],
  time_ms(which, about) {
    const [least_ms, most_ms] = behaviour()[which];
    return least_ms + diceOf(`${seed}/${which}/${about}`).next() * (most_ms - least_ms);
  },
});

/** Takes over what is given and known; throws for anything else, so that a misspelt fault is not mistaken for a harmless run. */
export function changed(behaviour: Behaviour, change: Record<string, unknown>): Behaviour {
  for (const [name, value] of Object.entries(change)) {
    const isTime = name === 'answer' || name === 'result';
    const fits = isTime ? Array.isArray(value) && value.length === 2 : typeof value === 'number';
    if (!Object.hasOwn(WELL_BEHAVED, name) || !fits) throw new Error(`no behaviour ${name}=${JSON.stringify(value)}`);
  }
  return { ...behaviour, ...change };
}
