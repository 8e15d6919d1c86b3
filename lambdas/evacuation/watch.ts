import { isEvacuated, SLICES } from '../../domain/traffic/slices.ts';
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
  /** Who answered at the public name in the last look: how often by Region. */
  readonly answered: Readonly<Record<string, number>>;
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

/** Whether the public name leads where it must: with a Region left, to nobody else than this one. */
async function byName({ outside, urls, region: own }: EvacuationDependencies, { serves }: Watch): Promise<Look> {
  if (urls.public === 'none') return { lacks: [], answered: {} };
  const answers = await Promise.all(Array.from({ length: CALLS }, () => outside.whoAnswers(urls.public)));
  const wrong = answers.filter(({ ok, region }) => !ok || (serves === 'none' && region !== own));
  const answered = tally(answers);
  return { lacks: wrong.length === 0 ? [] : [`${wrong.length} of ${CALLS} calls by name went elsewhere`], answered };
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
  for (let looks = 1; ; looks++) {
    const seen = await look(dependencies, event);
    good = seen.lacks.length === 0 ? good + 1 : 0;
    const effective = good >= IN_A_ROW;
    if (effective || now().getTime() + PAUSE_MS >= until_ms)
      return { effective, at: now().toISOString(), looks, ...seen };
    await sleep(PAUSE_MS);
  }
}
