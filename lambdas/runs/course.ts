import type { Head, Statement } from '../../domain/evidence/entry.ts';
import { within } from '../shared/deadline.ts';
import type { RunsDependencies } from './dependencies.ts';
import { RunbookLocked, RunbookLockLost } from './errors.ts';
import type { EventOf } from './event.ts';
import { isGoodDrill } from './good-drills.ts';
import { begun, otherHeads, say } from './say.ts';

const MINUTE_MS = 60_000;

/** How long a run that died while it began keeps others away. */
const BEGIN_LEASE_MS = MINUTE_MS;

/** All requests of a begin together. With the release of a lock that is of no use it is less than any machine's task waits. */
const BEGIN_WITHIN_MS = 8_000;
const RELEASE_WITHIN_MS = 2_000;

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** Says the begin under a lock that is this run's, and prolongs the lock to what the run needs at first. */
async function beginLocked(dependencies: RunsDependencies, event: EventOf<'begin'>) {
  const { locks, chain, region, now } = dependencies;
  const { runbook, run, mode, version, input, lock_minutes } = event;
  const since = now();
  const lock = { run, region, mode, since: since.toISOString(), until: later(since, BEGIN_LEASE_MS) };
  const holder = await locks.take(runbook, lock);
  if (holder !== undefined) throw new RunbookLocked(runbook, holder);
  const content: Statement = { mode, version, input: input ?? {} };
  const heads = await otherHeads(chain, runbook);
  const { sequence, hash, entry } = await say(dependencies, { runbook, run, at: 'begin', content, heads });
  await prolong(dependencies, runbook, run, lock_minutes);
  return { started_at: entry.time, sequence, hash };
}

/**
 * Lock, evidence, then the longer lease. A begin that fails half-way lets go of the lock again; one that dies holds it for a minute; a
 * repeated one has it already.
 *
 * @throws RunbookLocked when another run has it; OutcomeUnknown when the table is too slow for the time that the task has
 */
export async function begin(dependencies: RunsDependencies, event: EventOf<'begin'>) {
  try {
    return await within(BEGIN_WITHIN_MS, () => beginLocked(dependencies, event));
  } catch (error) {
    const { runbook, run } = event;
    // What failed is what the machine is told; a lock that cannot be let go now runs out by itself.
    if (!(error instanceof RunbookLocked))
      await within(RELEASE_WITHIN_MS, () => dependencies.locks.release(runbook, run)).catch(() => undefined);
    throw error;
  }
}

async function prolong({ locks, now }: RunsDependencies, runbook: string, run: string, lock_minutes: number) {
  const until = later(now(), lock_minutes * MINUTE_MS);
  if (!(await locks.extend(runbook, run, until))) throw new RunbookLockLost(runbook, await locks.read(runbook));
  return { until };
}

/** Says something, and prolongs the lock where the run says for how long. @throws RunbookLockLost when another run has it by now */
export async function note(
  dependencies: RunsDependencies,
  { runbook, run, at, content, lock_minutes }: EventOf<'note'>,
): Promise<Head> {
  const { sequence, hash } = await say(dependencies, { runbook, run, at, content });
  if (lock_minutes !== undefined) await prolong(dependencies, runbook, run, lock_minutes);
  return { sequence, hash };
}

/** Shorter than any machine's task waits: a lease that cannot be prolonged in time is asked for again, or is lost. */
const EXTEND_WITHIN_MS = 5_000;

export const extend = (dependencies: RunsDependencies, { runbook, run, lock_minutes }: EventOf<'extend'>) =>
  within(EXTEND_WITHIN_MS, () => prolong(dependencies, runbook, run, lock_minutes));

/**
 * Evidence, then what follows from it, then the lock. Whoever dies in between and comes again does the rest. The run's work is over: when
 * its end cannot be said, the lock is let go all the same.
 */
export async function end(dependencies: RunsDependencies, event: EventOf<'end'>): Promise<Head> {
  try {
    return await sayEnd(dependencies, event);
  } finally {
    await dependencies.locks.release(event.runbook, event.run);
  }
}

async function sayEnd(
  dependencies: RunsDependencies,
  { runbook, run, verdict, content }: EventOf<'end'>,
): Promise<Head> {
  const { chain, drills } = dependencies;
  const { mode, version } = (await begun(dependencies, runbook, run))?.entry.content ?? {};
  const heads = await otherHeads(chain, runbook);
  const statement: Statement = { verdict, content, ...(mode === undefined ? {} : { mode, version }) };
  const { sequence, hash, entry } = await say(
    dependencies,
    { runbook, run, at: 'end', content: statement, heads },
    verdict,
  );
  if (isGoodDrill(entry))
    await drills.keep(runbook, { run, version: String(version), time: entry.time, sequence, hash });
  return { sequence, hash };
}
