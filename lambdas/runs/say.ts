import type { Draft, EvidenceEntry, Head } from '../../domain/evidence/entry.ts';
import { RUNBOOKS } from '../../domain/evidence/runbooks.ts';
import { append } from './append.ts';
import type { EvidenceChain } from './chain.ts';
import type { RunsDependencies } from './dependencies.ts';

/** What a run's `begin` left: undefined when it never began here. */
export async function begun({ marks, chain }: RunsDependencies, runbook: string, run: string) {
  const sequence = await marks.find(runbook, `${run}#begin`);
  const found = sequence === undefined ? undefined : await chain.entry(runbook, sequence);
  return found?.entry.run === run && found.entry.at === 'begin' ? found : undefined;
}

/** The heads of the other runbooks' chains. */
export async function otherHeads(chain: EvidenceChain, runbook: string): Promise<Record<string, Head>> {
  const others = RUNBOOKS.filter((name) => name !== runbook);
  const heads = await Promise.all(others.map(async (name) => [name, await chain.head(name)] as const));
  return Object.fromEntries(heads.filter(([, { sequence }]) => sequence > 0));
}

/** Says something in the chain, and says the chain's new head aloud. */
export async function say(
  dependencies: RunsDependencies,
  statement: Omit<Draft, 'time' | 'region'>,
  verdict?: string,
): Promise<Head & { entry: EvidenceEntry }> {
  const { region, now, log } = dependencies;
  const { sequence, hash, entry } = await append(dependencies, { ...statement, region, time: now().toISOString() });
  const { runbook, run, at } = entry;
  log({ runbook, run, at, sequence, hash, ...(verdict === undefined ? {} : { verdict }) });
  return { sequence, hash, entry };
}
