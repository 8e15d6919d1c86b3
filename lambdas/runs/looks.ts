import type { RunsDependencies } from './dependencies.ts';
import type { Lock } from './errors.ts';
import type { EventOf } from './event.ts';
import { type GoodDrill, isGoodDrill } from './good-drills.ts';

/** The last good drill, believed only when the chain says the same: the pointer alone is no evidence. */
async function lastGoodDrill({ drills, chain }: RunsDependencies, runbook: string): Promise<GoodDrill | undefined> {
  const drill = await drills.last(runbook);
  const found = drill === undefined ? undefined : await chain.entry(runbook, drill.sequence);
  if (drill === undefined || found === undefined || found.hash !== drill.hash) return undefined;
  return isGoodDrill(found.entry) && found.entry.content.version === drill.version ? drill : undefined;
}

export async function verified(dependencies: RunsDependencies, { runbook, version }: EventOf<'verified'>) {
  const drill = await lastGoodDrill(dependencies, runbook);
  return { verified: drill?.version === version, ...(drill === undefined ? {} : { last_good_drill: drill }) };
}

/** `lock: null` when nobody holds it; `expired` when it may be taken all the same. */
export async function status(dependencies: RunsDependencies, { runbook }: EventOf<'status'>) {
  const { locks, chain, now } = dependencies;
  const [lock, head, drill] = await Promise.all([
    locks.read(runbook),
    chain.head(runbook),
    lastGoodDrill(dependencies, runbook),
  ]);
  const withExpiry = (held: Lock) => ({ ...held, expired: Date.parse(held.until) < now().getTime() });
  const last = head.sequence === 0 ? undefined : (await chain.entry(runbook, head.sequence))?.entry;
  return {
    lock: lock === undefined ? null : withExpiry(lock),
    head,
    ...(last === undefined ? {} : { last: { run: last.run, at: last.at, time: last.time, region: last.region } }),
    ...(drill === undefined ? {} : { last_good_drill: drill }),
  };
}
