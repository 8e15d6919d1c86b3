import { parisTime } from '../../domain/tax-free/paris.ts';

/** A time that is set by whoever tells the story, so that weeks are sold in seconds. */
export interface StoryClock {
  now(): Date;
  set(at: Date): void;
  /** As a till in Paris writes it, with its offset. */
  tillTime(): string;
}

export function storyClock(): StoryClock {
  let at = new Date(0);
  return {
    now: () => at,
    set(time) {
      at = time;
    },
    tillTime: () => parisTime(at),
  };
}
