import { AsyncLocalStorage } from 'node:async_hooks';

/** How long one answer waited for what is not ours. */
export interface ExternalTime {
  waited_ms: number;
}

const answering = new AsyncLocalStorage<ExternalTime>();

/** Answers while counting into `time` what is spent in `externally`, so that a log tells our own time from that of others. */
export const countingExternalTime = <T>(time: ExternalTime, answer: () => Promise<T>): Promise<T> =>
  answering.run(time, answer);

/** Waits for a service of others, or for time to pass because the client asked for it. */
export async function externally<T>(wait: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await wait();
  } finally {
    const time = answering.getStore();
    if (time) time.waited_ms += performance.now() - started;
  }
}
