import type { Head, Statement } from '../../domain/evidence/entry.ts';
import type { RunsDependencies } from './dependencies.ts';
import { RunbookLocked, RunbookLockLost } from './errors.ts';
import type { EventOf } from './event.ts';
import { isGoodDrill } from './good-drills.ts';
import { begun, otherHeads, say } from './say.ts';

const MINUTE_MS = 60_000;

/** Lock first, evidence after: a run that dies in between holds the lock until it runs out, and the repeated call has it already. */
export async function begin(
  dependencies: RunsDependencies,
  { runbook, run, mode, version, input, lock_minutes }: EventOf<'begin'>,
) {
  const { locks, chain, region, now } = dependencies;
  const since = now();
  const until = new Date(since.getTime() + lock_minutes * MINUTE_MS).toISOString();
  const holder = await locks.take(runbook, { run, region, mode, since: since.toISOString(), until });
  if (holder !== undefined) throw new RunbookLocked(runbook, holder);
  const content: Statement = { mode, version, input: input ?? {} };
  const heads = await otherHeads(chain, runbook);
  const { sequence, hash, entry } = await say(dependencies, { runbook, run, at: 'begin', content, heads });
  return { started_at: entry.time, sequence, hash };
}

export async function note(
  dependencies: RunsDependencies,
  { runbook, run, at, content }: EventOf<'note'>,
): Promise<Head> {
  const { sequence, hash } = await say(dependencies, { runbook, run, at, content });
  return { sequence, hash };
}

export async function extend({ locks, now }: RunsDependencies, { runbook, run, lock_minutes }: EventOf<'extend'>) {
  const until = new Date(now().getTime() + lock_minutes * MINUTE_MS).toISOString();
  if (!(await locks.extend(runbook, run, until))) throw new RunbookLockLost(runbook, await locks.read(runbook));
  return { until };
}

/** Evidence, then what follows from it, then the lock: whoever dies in between and comes again does the rest. */
export async function end(
  dependencies: RunsDependencies,
  { runbook, run, verdict, content }: EventOf<'end'>,
): Promise<Head> {
  const { chain, drills, locks } = dependencies;
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
  await locks.release(runbook, run);
  return { sequence, hash };
}
