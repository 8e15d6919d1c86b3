import { errorNamed } from '../table/errors.ts';
import type { Air } from './air.ts';
import { fateOf, wayOf } from './fate.ts';

/** One invocation of a function: alive until it has answered, has crashed, or its Region is lost. */
export interface Process {
  /** Sends a request to the outside by a wire on which anything can befall it. */
  request<T>(execute: () => T): Promise<T>;
  /** Nothing that it waits for ever comes, so that it never goes on. */
  kill(): void;
}

const attempt = <T>(execute: () => T): { value: T } | { error: unknown } => {
  try {
    return { value: execute() };
  } catch (error) {
    return { error };
  }
};

/** @param isCutOff whether its Region reaches the outside at this instant */
export function createProcess({ time, dice, weather }: Air, isCutOff: () => boolean): Process {
  let alive = true;

  /** Does something only if the process is still alive then. */
  const later = (delay_ms: number, action: () => void): void =>
    time.after(delay_ms, () => {
      if (alive) action();
    });

  function send<T>(execute: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const fate = fateOf(isCutOff() ? 'request-lost' : weather.fault(), dice);
    if (fate.dies) alive = false;
    for (const { after_ms, heard } of fate.arrives)
      time.after(after_ms, () => {
        const outcome = attempt(execute);
        if (heard) later(wayOf(dice), () => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value)));
      });
    const { failsBy } = fate;
    if (failsBy) later(failsBy.after_ms, () => reject(errorNamed(failsBy.name)));
    return promise;
  }

  return {
    request: (execute) => (alive ? send(execute) : new Promise(() => {})),
    kill() {
      alive = false;
    },
  };
}
