import type { CloneState } from './life/state.ts';
import type { ChainsLeft } from './mask/chain.ts';
import type { SegmentLeft } from './mask/forms.ts';
import { CloneRefused } from './refused.ts';

/** What the machines of clones ask of this function. `run` is the execution's ARN. */
export type CloneEvent =
  /** Checks what is asked and takes the name; with `repair_of`, takes a broken clone over to finish it. */
  | { step: 'plan'; run: string; input: unknown }
  | { step: 'mark'; name: string; run: string; to: CloneState; instead_of?: string; url?: string }
  | { step: 'rekey'; name: string; run: string }
  | { step: 'share'; name: string; run: string }
  | { step: 'mask'; name: string; run: string; ledger?: ChainsLeft; forms?: SegmentLeft }
  | { step: 'masked'; name: string; run: string; rewritten: number }
  | { step: 'look'; name: string }
  /** How many restores may still make a table of it. */
  | { step: 'coming'; name: string }
  /** What the daily removal takes up. */
  | { step: 'due' };

export type EventOf<Step extends CloneEvent['step']> = Extract<CloneEvent, { step: Step }>;

const TEXTS: Readonly<Record<CloneEvent['step'], readonly string[]>> = {
  plan: ['run'],
  mark: ['name', 'run', 'to'],
  rekey: ['name', 'run'],
  share: ['name', 'run'],
  mask: ['name', 'run'],
  masked: ['name', 'run'],
  look: ['name'],
  coming: ['name'],
  due: [],
};

/** @throws CloneRefused InvalidClone for an event that no machine of ours sends */
export function parseEvent(event: unknown): CloneEvent {
  const given = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  const texts = Object.hasOwn(TEXTS, String(given.step)) ? TEXTS[given.step as CloneEvent['step']] : undefined;
  if (texts === undefined) throw new CloneRefused('InvalidClone', `step is one of ${Object.keys(TEXTS).join(', ')}`);
  const missing = texts.filter((name) => typeof given[name] !== 'string' || given[name] === '');
  if (missing.length > 0) throw new CloneRefused('InvalidClone', `${given.step} needs ${missing.join(', ')}`);
  return given as unknown as CloneEvent;
}
