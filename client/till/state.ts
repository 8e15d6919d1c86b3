import type { Head, Problem } from '../../api/generated/contract.ts';
import type { Entry, TillName } from './entry.ts';

/** An entry on its way to the ledger; when it is a void, `instead` is what the ledger refused. */
export interface Queued {
  entry: Entry;
  instead?: Refused;
  /** Nothing of it was handed out, or will be before the ledger has recorded it. */
  isHeld?: true;
}

/** An entry that the ledger refused, kept whole: a sale is money that was taken. */
export interface Refused {
  entry: Entry;
  problem: Problem;
}

/** Everything a till must not forget. */
export interface TillState extends TillName {
  /** The last entry that the ledger is known to hold. */
  head: Pick<Head, 'sequence' | 'chainToken'>;
  /** In order, the first one right behind the head. */
  queue: Queued[];
  /** Every refused sale, and the newest of the others. */
  refused: Refused[];
  /** When the last entry happened by the till's clock, ISO 8601 with offset. */
  lastTime?: string;
  /** The till's code is spent: only closings may follow. */
  isRetired?: true;
}

/** What the journal records, in the order in which it happened. */
export type JournalRecord =
  | { is: 'snapshot'; state: TillState }
  | { is: 'queued'; entry: Entry; isHeld?: true }
  | { is: 'recorded'; sequence: number; chainToken: string; original?: boolean }
  | { is: 'voiding'; entry: Entry; problem: Problem }
  | { is: 'token'; sequence: number; chainToken: string }
  /** The last entries of the queue, of which nothing was handed out: their numbers turned out to be another till's. */
  | { is: 'dropped'; from: number };

/** The journal contradicts itself: it was edited, or mixed with another till's. */
export class JournalInconsistent extends Error {
  override readonly name = 'JournalInconsistent';
}

export const nextSequence = ({ head, queue }: TillState): number => head.sequence + queue.length + 1;

function firstOf(state: TillState, sequence: number): Queued {
  const [first] = state.queue;
  if (first?.entry.sequence !== sequence)
    throw new JournalInconsistent(`entry ${sequence} is not the next one to settle`);
  return first;
}

/** A refused return or reprint was told to whoever asked, so old ones may go; a refused sale is money, and stays. */
const OTHERS_KEPT = 100;

function withRefused(refused: Refused[], one: Refused): Refused[] {
  const others = refused.filter(({ entry }) => entry.kind !== 'sale');
  const oldest = one.entry.kind !== 'sale' && others.length >= OTHERS_KEPT ? others[0] : undefined;
  return [...refused.filter((each) => each !== oldest), one];
}

function recorded(state: TillState, { sequence, chainToken, original }: JournalRecord & { is: 'recorded' }): TillState {
  const { instead } = firstOf(state, sequence);
  const refused = instead && original !== true ? withRefused(state.refused, instead) : state.refused;
  return { ...state, head: { sequence, chainToken }, queue: state.queue.slice(1), refused };
}

function voiding(state: TillState, { entry, problem }: JournalRecord & { is: 'voiding' }): TillState {
  const first = firstOf(state, entry.sequence);
  if (first.instead) throw new JournalInconsistent(`entry ${entry.sequence} is a void already`);
  return { ...state, queue: [{ entry, instead: { entry: first.entry, problem } }, ...state.queue.slice(1)] };
}

/** The state after one more record. @throws JournalInconsistent */
export function applyRecord(state: TillState | undefined, record: JournalRecord): TillState {
  if (record.is === 'snapshot') return record.state;
  if (state === undefined) throw new JournalInconsistent('the journal does not begin with a snapshot');
  switch (record.is) {
    case 'queued': {
      const { entry, isHeld } = record;
      if (entry.sequence !== nextSequence(state)) throw new JournalInconsistent(`entry ${entry.sequence} leaves a gap`);
      const queued: Queued = isHeld ? { entry, isHeld } : { entry };
      return { ...state, queue: [...state.queue, queued], lastTime: entry.content.time };
    }
    case 'recorded':
      return recorded(state, record);
    case 'voiding':
      return voiding(state, record);
    case 'dropped':
      return { ...state, queue: state.queue.filter(({ entry }) => entry.sequence < record.from) };
    case 'token': {
      const { sequence, chainToken } = record;
      if (sequence !== state.head.sequence) throw new JournalInconsistent(`token ${sequence} is not the head's`);
      return { ...state, head: { sequence, chainToken } };
    }
  }
}
