import { Failure } from '../failure.ts';
import type { Journal } from '../journal/journal.ts';
import type { JsonObject } from '../json.ts';
import { HISTORY_EVENTS } from '../limits.ts';

/** An event of an execution as GetExecutionHistory answers it, with its time in milliseconds. */
export interface HistoryEvent extends JsonObject {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestampMs: number;
}

/** Where events are kept. */
export interface History {
  /** Keeps an event once per key, and gives its id. @throws Failure when there are too many. */
  readonly record: (key: string, previousEventId: number, type: string, details: JsonObject) => number;
}

const PREFIX = 'event ';

/** The history of an execution, among its facts. */
export function historyIn(journal: Journal, nowMs: () => number): History {
  let last = eventsIn(journal).length;
  return {
    record: (key, previousEventId, type, details) => {
      const known = journal.get(PREFIX + key) as HistoryEvent | undefined;
      if (known) return known.id;
      if (last >= HISTORY_EVENTS && !type.startsWith('Execution')) throw tooLong();
      last++;
      journal.put(PREFIX + key, { id: last, previousEventId, type, timestampMs: nowMs(), ...details });
      return last;
    },
  };
}

/** All events of an execution, the first one first. */
export function eventsIn(journal: Journal): HistoryEvent[] {
  return journal.all(PREFIX).map(([, event]) => event as HistoryEvent);
}

/** The history of a child execution of a distributed Map: counted, as long as every other, and not kept. */
export function countedHistory(): History {
  const seen = new Set<string>();
  return {
    record: (key) => {
      if (seen.add(key).size > HISTORY_EVENTS) throw tooLong();
      return seen.size;
    },
  };
}

function tooLong(): Failure {
  const reason = `The execution reached the maximum number of history events (${HISTORY_EVENTS}).`;
  return new Failure('States.Runtime', reason);
}

/** Where the next event of a branch follows on. */
export class Trail {
  readonly history: History;
  #previous: number;

  constructor(history: History, previous = 0) {
    this.history = history;
    this.#previous = previous;
  }

  /** Adds an event to the branch, once per key; gives its id. */
  add(key: string, type: string, details: JsonObject = {}): number {
    this.#previous = this.history.record(key, this.#previous, type, details);
    return this.#previous;
  }

  /** The id of the event that the next one follows; 0 at the start of an execution. */
  get last(): number {
    return this.#previous;
  }

  /** Goes on from another event than its own last one. */
  follow(event: number): void {
    this.#previous = event;
  }

  /** A trail that starts from the last event of this one. */
  fork(): Trail {
    return new Trail(this.history, this.#previous);
  }
}
