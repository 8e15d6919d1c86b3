/** A time that is set by whoever tells the story, so that weeks are sold in seconds. */
export interface StoryClock {
  now(): Date;
  set(at: Date): void;
  /** As a till in Paris writes it, with its offset. */
  tillTime(): string;
}

const WINTER_OFFSET_MS = 3_600_000;

export function storyClock(): StoryClock {
  let at = new Date(0);
  return {
    now: () => at,
    set(time) {
      at = time;
    },
    tillTime: () => new Date(at.getTime() + WINTER_OFFSET_MS).toISOString().replace('Z', '+01:00'),
  };
}
