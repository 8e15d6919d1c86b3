/** Wakes up whoever waits for the answer of a task, so that it looks whether the answer is its own. */
export interface Bell {
  /** Resolves at the next ringing. */
  readonly next: () => Promise<void>;
  readonly ring: () => void;
}

/** A bell that nobody has rung. */
export function newBell(): Bell {
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    next: () => promise,
    ring: () => {
      resolve();
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
  };
}
