import { run } from '../../runbook/run.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Place } from './place.ts';

/** What the daily removal did. */
export interface Removal {
  /** Clones that it removed although their date had not come. */
  readonly too_early: number;
  readonly removed: number;
  /** What is left afterwards, by name. */
  readonly left: readonly string[];
}

async function removeExpired(twin: Twin, { region }: Place): Promise<number> {
  const ended = await run(twin, region, 'remove-clone', { poll_seconds: 1 }, () => undefined);
  const { status, output, error, cause } = ended;
  if (status !== 'SUCCEEDED') throw new Error(`remove-clone is ${status}: ${error}: ${cause}`);
  return (JSON.parse(output) as { removed: number }).removed;
}

const ANSWERS_WITHIN_MS = 10_000;

/** Whether anybody is still there: one who takes the call and says nothing is. */
const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).then(
    () => true,
    ({ name }: Error) => name === 'TimeoutError',
  );

async function leftOf(place: Place, names: readonly string[], urls: readonly string[]): Promise<string[]> {
  const left = [...(await place.tables()), ...(await place.stacks())];
  for (const url of urls) if (await answers(url)) left.push(`${url} still answers`);
  for (const name of names) {
    const state = (await place.clones.read(name))?.state;
    if (state !== 'removed') left.push(`${name} is ${state}`);
  }
  return left;
}

/** Runs the daily removal before the clones' date and after it. */
export async function removedByDate(
  twin: Twin,
  place: Place,
  names: readonly string[],
  urls: readonly string[],
): Promise<Removal> {
  const too_early = await removeExpired(twin, place);
  for (const name of names) await place.letExpire(name);
  const removed = await removeExpired(twin, place);
  return { too_early, removed, left: await leftOf(place, names, urls) };
}
