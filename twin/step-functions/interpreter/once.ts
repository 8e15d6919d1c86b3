import type { Json } from '../json.ts';
import type { Branch } from './run.ts';

/** The fact under a key; made and kept when it is not there yet, unless the branch was aborted meanwhile. */
export async function once<T extends Json>(
  { run, signal }: Branch,
  key: string,
  make: () => T | Promise<T>,
): Promise<T> {
  const known = run.journal.get(key);
  if (known !== undefined) return known as T;
  const made = await make();
  signal.throwIfAborted();
  run.journal.put(key, made);
  return made;
}
