import type { Json } from '../json.ts';

/**
 * What is known of one execution, fact by fact, each under its own key. An execution is resumed by going through its
 * machine again from the start: facts that are there are taken as they are, and nothing is asked or decided twice.
 */
export interface Journal {
  readonly get: (key: string) => Json | undefined;
  /** Keeps a fact; it survives the end of the process once this returns. A second one under a key replaces the first. */
  readonly put: (key: string, value: Json) => void;
  /** All facts whose key begins so, in the order in which their keys were first put. */
  readonly all: (prefix: string) => readonly (readonly [key: string, value: Json])[];
}

/** A journal that is gone with the process. */
export function memoryJournal(facts: Map<string, Json> = new Map()): Journal {
  return {
    get: (key) => facts.get(key),
    put: (key, value) => void facts.set(key, value),
    all: (prefix) => [...facts].filter(([key]) => key.startsWith(prefix)),
  };
}
