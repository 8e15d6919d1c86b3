import { isEvacuated, SLICES } from '../../domain/traffic/slices.ts';
import { VANTAGES } from '../../domain/traffic/vantage.ts';
import type { EvacuationDependencies } from './dependencies.ts';
import type { Watch } from './event.ts';
import type { Answer } from './outside.ts';

/** A tenth of the traffic goes by another record than the rest: one look must meet both more often than not. */
const CALLS = 8;
const PAUSE_MS = 1000;
/** Looks in a row that must be good: the records of the two slices turn seconds apart. */
const IN_A_ROW = 2;

/** What was seen of a switch. */
export interface Seen {
  readonly effective: boolean;
  readonly at: string;
  readonly looks: number;
  /** What is not as it must be yet; empty when it is. */
  readonly lacks: readonly string[];
  /** Who answered at the public name in the last look, to customers near which Region: how often. */
  readonly answered: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

type Look = Pick<Seen, 'lacks' | 'answered'>;

/** Whether this Region says to health checks what the switch says. */
async function saidHere({ outside, urls }: EvacuationDependencies, { region, serves }: Watch): Promise<string[]> {
  const slices = await Promise.all(
    SLICES.map(async ({ slice }) => ({ slice, said: await outside.evacuated(urls.own, region, slice) })),
  );
  return slices
    .filter(({ slice, said }) => said !== isEvacuated(serves, slice))
    .map(
      ({ slice, said }) =>
        `${slice} of ${region} is ${said === undefined ? 'not known' : said ? 'evacuated' : 'served'} here`,
    );
}

function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { ok, region, says } of answers) {
    const who = ok ? (region ?? 'nobody by name') : says;
    counts[who] = (counts[who] ?? 0) + 1;
  }
  return counts;
}

/** Customers near one Region, as the name server answers them. */
interface Customers {
  readonly near: string;
  readonly answers: readonly Answer[];
}

/**
 * Calls the public name as customers near both Regions do. From here alone one would always land here: the nearest Region answers, and a
 * switch without effect would look like one that took effect.
 */
async function customersOf(
  { outside, urls, region: own }: EvacuationDependencies,
  { region }: Watch,
): Promise<Customers[]> {
  const call = (near: string): Promise<Answer> => {
    const network = VANTAGES[near];
    if (network === undefined) return Promise.resolve({ ok: false, says: `no network near ${near} is known` });
    return outside.whoAnswers(urls.public, network);
  };
  return await Promise.all(
    [region, own].map(async (near) => ({
      near,
      answers: await Promise.all(Array.from({ length: CALLS }, () => call(near))),
    })),
  );
}

/** The Regions that may answer customers near a Region: none but this one, the nearest one, or either while a tenth goes ahead. */
function mayAnswer({ serves, region }: Watch, own: string, near: string): readonly string[] {
  if (near === own || serves === 'none') return [own];
  return serves === 'all' ? [region] : [own, region];
}

/** Where the public name does not lead as it must. */
async function byName(dependencies: EvacuationDependencies, event: Watch): Promise<Look> {
  const { urls, region: own } = dependencies;
  if (urls.public === 'none') return { lacks: [], answered: {} };
  const customers = await customersOf(dependencies, event);
  const lacks = customers.flatMap(({ near, answers }) => {
    const allowed = mayAnswer(event, own, near);
    const wrong = answers.filter(({ ok, region = '' }) => !ok || !allowed.includes(region)).length;
    return wrong === 0
      ? []
      : [`${wrong} of ${CALLS} calls by name from near ${near} did not come to ${allowed.join(' or ')}`];
  });
  return { lacks, answered: Object.fromEntries(customers.map(({ near, answers }) => [near, tally(answers)])) };
}

async function look(dependencies: EvacuationDependencies, event: Watch): Promise<Look> {
  const said = await saidHere(dependencies, event);
  const { lacks, answered } = await byName(dependencies, event);
  return { lacks: [...said, ...lacks], answered };
}

/** Looks until the switch has taken effect, or the time is over. */
export async function watch(dependencies: EvacuationDependencies, event: Watch): Promise<Seen> {
  const { now, sleep } = dependencies;
  const until_ms = now().getTime() + event.seconds * 1000;
  let good = 0;
  let arrived = event.serves !== 'canary' || dependencies.urls.public === 'none';
  for (let looks = 1; ; looks++) {
    const found = await look(dependencies, event);
    arrived ||= (found.answered[event.region]?.[event.region] ?? 0) > 0;
    const seen = arrived
      ? found
      : { ...found, lacks: [...found.lacks, `no call by name has come to ${event.region} yet`] };
    good = seen.lacks.length === 0 ? good + 1 : 0;
    const effective = good >= IN_A_ROW;
    if (effective || now().getTime() + PAUSE_MS >= until_ms)
      return { effective, at: now().toISOString(), looks, ...seen };
    await sleep(PAUSE_MS);
  }
}
