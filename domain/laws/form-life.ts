import type { FormEvent } from '../tax-free/life/event.ts';
import { next } from '../tax-free/life/life.ts';
import { INITIAL_STATE, STATES, type State } from '../tax-free/life/state.ts';

/** One line of a form's log of transitions. */
export interface LifeLine {
  at: string;
  event: string;
  to: string;
  step: string;
}

/** How a form says it stands, beside its log. */
export interface Standing {
  state: string;
  revision: number;
  step: string;
  log: readonly LifeLine[];
  /** Whether a form was issued under its id, which may instead have been given up. */
  isIssued: boolean;
}

const KNOWN: ReadonlySet<string> = new Set(STATES.map(({ state }) => state));

/** The state that a line of the log leads to by the table of transitions; undefined where it leads nowhere. */
function led(from: string | undefined, { event }: LifeLine): string | undefined {
  if (from === undefined) return event === 'issued' ? INITIAL_STATE : event === 'given-up' ? 'cancelled' : undefined;
  return next(from as State, event as FormEvent)?.to;
}

/** Whether state, log and table of transitions tell one life. @returns what is wrong, in words, with the attribute to blame */
export function lifeFaults({ state, revision, step, log, isIssued }: Standing): { attribute: string; says: string }[] {
  if (!KNOWN.has(state)) return [{ attribute: 'state', says: `no form is ever ${state}` }];
  const wrong = log.findIndex((line, i) => led(log[i - 1]?.to, line) !== line.to);
  const line = log[wrong];
  if (line !== undefined)
    return [
      {
        attribute: 'log',
        says: `line ${wrong + 1}: ${line.event} does not lead from ${log[wrong - 1]?.to ?? 'nothing'} to ${line.to}`,
      },
    ];
  const last = log.at(-1);
  return [
    ...(last?.to === state
      ? []
      : [{ attribute: 'state', says: `it is ${state}, and its log ends with ${last?.to ?? 'nothing'}` }]),
    ...(log.length === revision
      ? []
      : [{ attribute: 'revision', says: `it is ${revision}, and the log has ${log.length} lines` }]),
    ...(last?.step === step ? [] : [{ attribute: 'step', says: 'it is not that of the last line of the log' }]),
    ...((log[0]?.event === 'issued') === isIssued
      ? []
      : [{ attribute: 'form', says: `its log begins with ${log[0]?.event}` }]),
  ];
}
