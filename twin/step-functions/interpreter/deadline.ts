import { until } from '../clock/until.ts';

/** Does work and watches over it. The one that ends first, by a value or an error, stops the other. */
export async function watched<T>(
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  watch: (signal: AbortSignal) => Promise<Error>,
): Promise<T> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const watching = watch(signal).then((failure) => {
    throw failure;
  });
  watching.catch(() => undefined);
  try {
    return await Promise.race([until(work(signal), signal), watching]);
  } finally {
    stop.abort(new Error('This work is no longer waited for'));
  }
}
