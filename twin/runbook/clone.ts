import type { Tables } from '../../domain/tables.ts';
import type { Twin } from '../supervisor/twin.ts';
import { startBackedUpWorld, type WorldOptions } from './backed-up-world.ts';
import { run } from './run.ts';

/** What `clone-environment` ends with, as far as it is read here; times are ISO 8601. */
export interface Clone {
  readonly name: string;
  readonly url: string;
  readonly tables: Tables;
  readonly expires_at: string;
  readonly rewritten: number;
}

/** Nobody waits half a minute for a restore that takes seconds. */
const EAGER = { poll_seconds: 1 };

/** Makes a clone in a Region of a twin. @throws Error with what the machine said, when it does not come to serve */
export async function makeClone(
  twin: Twin,
  region: string,
  input: object,
  say: (line: string) => void,
): Promise<Clone> {
  const { status, output, error, cause } = await run(twin, region, 'clone-environment', { ...EAGER, ...input }, say);
  if (status !== 'SUCCEEDED') throw new Error(`clone-environment is ${status}: ${error}: ${cause}`);
  return JSON.parse(output) as Clone;
}

/** Longer than API Gateway waits for a function. */
const HEALTH_WITHIN_MS = 30_000;

/** What an API says of its health, reading and writing included, as an HTTP status. @throws Error when it says nothing in time */
export async function healthOf(url: string): Promise<number> {
  const signal = AbortSignal.timeout(HEALTH_WITHIN_MS);
  return (await fetch(`${url}/v1/health?deep=true`, { signal })).status;
}

export interface OwnCloneOptions extends WorldOptions {
  /** AWS name of the Region; the first of the twin, when not said. */
  readonly region?: string;
  /** What the machine gets. */
  readonly input: object;
}

/** Fills and backs up a twin of its own, makes a clone in it, and asks the clone whether it is well. Both are gone afterwards. */
export async function cloneOnOwnTwin(options: OwnCloneOptions): Promise<Clone & { health: number }> {
  const { twin } = await startBackedUpWorld(options);
  try {
    const region = options.region ?? twin.regions[0]?.region ?? '';
    const clone = await makeClone(twin, region, options.input, options.onProgress);
    return { ...clone, health: await healthOf(clone.url) };
  } finally {
    await twin.stop();
  }
}
