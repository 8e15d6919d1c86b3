import { type Figures, figuresOf } from '../../domain/evacuation/figures.ts';
import type { EvacuationDependencies } from './dependencies.ts';
import type { Compare, Counted, Present, Record } from './event.ts';
import type { KeptRun } from './notes.ts';

const TREND = 12;
/** How far back one looks for a run. */
const FOUND_AMONG = 50;

/** A drill that did not go well is missed; a real run is what it is. */
const isMissed = ({ mode }: Record, { verdict }: Figures): boolean => mode === 'drill' && verdict !== 'good';

export interface Recorded extends Figures {
  readonly ended_at: string;
  /** The runs before, the newest first, this one included. */
  readonly trend: readonly Pick<KeptRun, 'started_at' | 'mode' | 'verdict' | 'rto_s'>[];
}

/** Works out what a run cost, keeps it for the trend and tells whoever watches. */
export async function record(dependencies: EvacuationDependencies, event: Record): Promise<Recorded> {
  const { region, notes, now, emit } = dependencies;
  const { runbook, run, mode, version, started_at } = event;
  const ended_at = now().toISOString();
  const figures = figuresOf({ ...event, region, ended_at });
  const { verdict, rto_s, machine_s, rpo_receipts } = figures;
  await notes.keep(runbook, { run, mode, version, started_at, verdict, rto_s, machine_s, rpo_receipts });
  const trend = await notes.last(runbook, TREND);
  emit(
    {
      missed: isMissed(event, figures) ? 1 : 0,
      ...(rpo_receipts === null ? {} : { rpo_receipts }),
      ...(rto_s === null ? {} : { rto_s }),
    },
    { runbook, run, mode, verdict },
  );
  return {
    ...figures,
    ended_at,
    trend: trend.map((one) => ({
      started_at: one.started_at,
      mode: one.mode,
      verdict: one.verdict,
      rto_s: one.rto_s,
    })),
  };
}

/** Whether the receipts that were known before are there. From here nobody knows of those that only a till saw acknowledged. */
export async function compare({ tills }: EvacuationDependencies, { heads }: Compare) {
  const missing = await tills.missing(heads);
  return {
    basis: 'tills of the synthetic store',
    known: heads.reduce((sum, { sequence }) => sum + sequence, 0),
    missing,
  };
}

/** Adds what somebody counted who kept every acknowledgement: a drill's driver, or the till servers of the stores. */
export async function counted({ notes, emit }: EvacuationDependencies, event: Counted): Promise<{ found: boolean }> {
  const { runbook, run, acknowledged, missing } = event;
  const kept = (await notes.last(runbook, FOUND_AMONG)).find((one) => one.run === run);
  if (kept === undefined) return { found: false };
  await notes.count(runbook, kept, { acknowledged, missing });
  emit({ rpo_receipts: missing.length }, { runbook, run });
  return { found: true };
}

/**
 * Says which version of the failover this Region has, and whether the last good drill tried that one. The refusal of a version nobody
 * tried is decided by the evidence of `runs`; this is what alarms and people see.
 */
export async function present({ notes, region, now, emit }: EvacuationDependencies, { version }: Present) {
  await notes.present(region, version, now().toISOString());
  const runs = await notes.last('failover', FOUND_AMONG);
  const good = runs.find(({ mode, verdict }) => mode === 'drill' && verdict === 'good');
  const verified = good?.version === version;
  emit({ unverified: verified ? 0 : 1 }, { version });
  return { region, version, verified };
}
