/** Work that stops when its signal is aborted. */
export type Work<T> = (index: number, signal: AbortSignal) => Promise<T>;

/** Why a branch is stopped whose sibling failed. It is no failure of its own: nobody retries or catches it. */
class SiblingFailed extends Error {}

/**
 * Does `count` pieces of work, at most `atOnce` at the same time, each beginning in order. The first that fails aborts
 * the others; when all have stopped, its error is thrown.
 */
export async function together<T>(count: number, atOnce: number, work: Work<T>, outer: AbortSignal): Promise<T[]> {
  const results: T[] = new Array(count);
  const failures: unknown[] = [];
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  let next = 0;

  const worker = async () => {
    while (next < count && !signal.aborted) {
      const index = next++;
      try {
        results[index] = await work(index, signal);
      } catch (error) {
        failures.push(error);
        stop.abort(new SiblingFailed('Another branch failed'));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
  outer.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return results;
}
