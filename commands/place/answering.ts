import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { unanswered } from '../trouble.ts';
import { shownRegion } from './region-names.ts';
import type { Site, Sites } from './sites.ts';

/** How long a Region may take to say that it is there. All are asked at once, so that this is the longest anybody waits for a dead one. */
const ANSWERS_WITHIN_MS = 2_500;

/** A Region that gave no answer, and why. */
export interface Silent {
  readonly region: string;
  readonly why: string;
}

type Ask = (site: Site, abortSignal: AbortSignal) => Promise<unknown>;

/** Errors that no Region has to do with: every Region would say the same, and trying the next one would hide it. */
const OURS = new Set(['CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException']);

const statusOf = (error: unknown): number =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;

/** Whether an error is an answer: a Region that refuses is there, and whoever asks next is told why. */
const isAnswer = (error: unknown): boolean => statusOf(error) >= 400 && statusOf(error) < 500;

/** @returns why a Region does not answer; undefined when it does. @throws what has to do with no Region */
async function silence(site: Site, ask: Ask): Promise<string | undefined> {
  const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  try {
    await ask(site, signal);
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    if (OURS.has(name)) throw error;
    if (isAnswer(error)) return undefined;
    return signal.aborted ? `nothing within ${ANSWERS_WITHIN_MS / 1000} s` : message || name;
  }
}

/** Asks all Regions at once. @returns those that answer, in the order given, and those that do not */
async function asked(sites: readonly Site[], ask: Ask): Promise<{ there: Site[]; silent: Silent[] }> {
  const answers = await Promise.all(sites.map(async (site) => ({ site, why: await silence(site, ask) })));
  return {
    there: answers.filter(({ why }) => why === undefined).map(({ site }) => site),
    silent: answers.flatMap(({ site: { region }, why }) => (why === undefined ? [] : [{ region, why }])),
  };
}

/** Reads an item that nobody writes, strongly: a Region that is cut off cannot answer it. */
const readsStrongly =
  (table: string): Ask =>
  (site, abortSignal) =>
    site.dynamodb.send(
      new GetItemCommand({ TableName: table, Key: { pk: { S: 'NOBODY' }, sk: { S: 'NOBODY' } }, ConsistentRead: true }),
      { abortSignal },
    );

const listsMachines: Ask = (site, abortSignal) =>
  site.machines.send(new ListStateMachinesCommand({ maxResults: 1 }), { abortSignal });

const say = (line: string): void => console.error(`· ${line}`);

/** @throws Error naming every Region that was asked, when none answers */
function insist(silent: readonly Silent[], what: string): never {
  throw new Error(`no Region answers for ${what}: ${unanswered(silent)}. See docs/runbooks.md, tables-fail`);
}

/**
 * The nearest Region whose tables answer a strong read; strong tables make all Regions equal. Says on the error stream which it is.
 *
 * @throws Error naming why, when none answers
 */
export async function answeringSite({ on, environment, sites }: Sites): Promise<Site> {
  const { there, silent } = await asked(sites, readsStrongly(`permanence-${environment}-operations`));
  const [site] = there;
  if (site === undefined) return insist(silent, 'tables');
  say([`${on}, ${environment}: ${shownRegion(site.region)} answers`, unanswered(silent)].filter(Boolean).join('; '));
  return site;
}

/**
 * All Regions whose state machines answer, the nearest first: a run lives in the Region where it was started, and nowhere else.
 *
 * @throws Error naming why, when none answers
 */
export async function machineSites({ sites }: Sites): Promise<{ there: Site[]; silent: Silent[] }> {
  const found = await asked(sites, listsMachines);
  if (found.there.length === 0) return insist(found.silent, 'state machines');
  for (const { region, why } of found.silent)
    say(`runs of ${shownRegion(region)} cannot be seen: it does not answer (${why})`);
  return found;
}
