import type { ChainMovedProblem, Problem, RecordedEntry, StoredReceipt } from '../../api/generated/contract.ts';
import type { Outcome } from '../regions/call.ts';
import { receiptNumberOf } from './entry.ts';
import { problemName, problemOf } from './problem.ts';
import { isSameEntry } from './same-entry.ts';
import type { Queued, TillState } from './state.ts';

/** What the till does about the first entry of its queue. */
export type Decision =
  | { do: 'record'; answer: RecordedEntry; original?: boolean }
  | { do: 'void'; problem: Problem }
  | { do: 'take token'; chainToken: string }
  /** The sequence is said to be taken; `problem` says it in the ledger's words. */
  | { do: 'look up'; problem: Problem }
  | { do: 'try later'; why: string }
  | { do: 'halt'; why: string };

/** Refusals of the content: sending the same again would be refused again. */
const REFUSED = new Set([400, 404, 409, 413, 415, 422]);

const later = (why: string): Decision => ({ do: 'try later', why });
const twoTills = (number: string): Decision => ({
  do: 'halt',
  why: `the ledger holds another entry as ${number}: two tills use one identity, or this journal is an old copy`,
});

function whyUnanswered({ attempts }: Outcome): string {
  const ends = attempts.map((each) => `${each.region}: ${'status' in each ? each.status : each.failure}`);
  return `no Region gave an answer (${ends.slice(-4).join(', ')})`;
}

function isRecorded(body: unknown, receiptNumber: string): body is RecordedEntry {
  const answer = body as Partial<RecordedEntry> | null;
  return typeof answer === 'object' && answer?.receiptNumber === receiptNumber && typeof answer.chainToken === 'string';
}

/** The ledger's head against the till's own: only a head right before the entry lets the till go on by itself. */
function decideMoved(problem: ChainMovedProblem, sequence: number, state: TillState): Decision {
  const { head } = problem;
  if (head.sequence >= sequence) return { do: 'look up', problem };
  if (head.sequence < sequence - 1)
    return { do: 'halt', why: `the ledger ends at ${head.sequence}, this till recorded ${sequence - 1}` };
  if (head.chainToken === undefined || head.chainToken === state.head.chainToken)
    return later('the ledger refuses the token it gave');
  return { do: 'take token', chainToken: head.chainToken };
}

function decideProblem(problem: Problem, status: number, first: Queued, state: TillState): Decision {
  const name = problemName(problem);
  if (status === 412) return decideMoved(problem as ChainMovedProblem, first.entry.sequence, state);
  if (name === 'sequence-taken') return { do: 'look up', problem };
  if (!REFUSED.has(status) || name === 'not-found') return later(`${status} ${name}`);
  if (first.instead) return { do: 'halt', why: `the ledger refuses even the void: ${name}` };
  return { do: 'void', problem };
}

/** What the answer to an entry means. Pure: the state and the outcome decide alone. */
export function decide(state: TillState, first: Queued, outcome: Outcome): Decision {
  if (outcome.state === 'unanswered') return later(whyUnanswered(outcome));
  const { status, body } = outcome;
  if (status === 200 || status === 201) {
    if (isRecorded(body, receiptNumberOf(state, first.entry.sequence))) return { do: 'record', answer: body };
    return later('an answer that is not the ledger’s');
  }
  const problem = problemOf(body);
  return problem ? decideProblem(problem, status, first, state) : later(`${status}, not in the ledger’s words`);
}

/**
 * What it means that the sequence is taken, once the till has seen by what: its entry, what the void replaces, or a stranger's. A return
 * can be told so by a mark on its original, left by an earlier return of this number that never came to its entry: it is voided.
 */
export function decideFound(state: TillState, first: Queued, problem: Problem, outcome: Outcome): Decision {
  if (outcome.state === 'unanswered') return later(whyUnanswered(outcome));
  const number = receiptNumberOf(state, first.entry.sequence);
  if (first.entry.kind === 'return' && isUnknown(outcome.body)) return { do: 'void', problem };
  if (outcome.status !== 200 || !isRecorded(outcome.body, number)) return later(`${outcome.status} for ${number}`);
  const answer = outcome.body as StoredReceipt;
  if (isSameEntry(first.entry, answer.entry)) return { do: 'record', answer };
  if (first.instead && isSameEntry(first.instead.entry, answer.entry)) return { do: 'record', answer, original: true };
  return twoTills(number);
}

function isUnknown(body: unknown): boolean {
  const problem = problemOf(body);
  return problem !== undefined && problemName(problem) === 'receipt-unknown';
}
