import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldPlan } from '../assembly/plan.ts';
import { synthesised } from '../assembly/synthesise.ts';
import { readWorld } from '../assembly/world.ts';
import { tillNames } from '../drill/region-loss.ts';
import { daysBefore, type Filled, fillWorld } from '../fill/fill.ts';
import { stock } from '../stock.ts';
import type { Outside } from '../supervisor/outside.ts';
import { startTwin } from '../supervisor/start-twin.ts';
import type { Twin } from '../supervisor/twin.ts';
import { backUpAt } from './hours.ts';
import { fallenDue, type Timetable, timetableOf } from './timetable.ts';

export interface WorldOptions {
  /** Entries of the ledger, at least. */
  entries: number;
  forms: number;
  /** How many hours of backups to take; in the tape they are promised from the third on, and found before. */
  hours: number;
  seed: string;
  onProgress(line: string): void;
}

/** A twin of its own that was in business for two weeks and has backups of its last hours. */
export interface BackedUpWorld {
  twin: Twin;
  filled: Filled;
  /** Takes the backups that have fallen due since the last one: whatever comes next finds all that is promised to it, whenever it begins. */
  catchUp(): Promise<void>;
}

const WEEKS_DAYS = 14;
/** Of the entries, what is sold in each of the hours between two backups. */
const SHARE_AN_HOUR = 0.01;
const ENVIRONMENT = 'production';
const TILLS = 2;
/** From here on it pays that DynamoDB Local is started for much data. */
const MANY_ENTRIES = 20_000;

/** Sells between two backups, so that no two recovery points are of the same table, and takes them. */
async function sellAndBackUp(
  outside: Outside,
  { entries, forms, seed, onProgress }: WorldOptions,
  { times, selling }: Timetable,
): Promise<void> {
  const of = { entries: Math.ceil(entries * SHARE_AN_HOUR), forms: Math.ceil(forms * SHARE_AN_HOUR) };
  for (const [place, time] of times.entries()) {
    const open = selling.slice(place, place + 1);
    await fillWorld(outside, { seed, ...of, series: `H${place}`, open, onProgress: () => undefined });
    const jobs = await backUpAt(outside.backups, time);
    onProgress(`${time.toISOString().slice(11, 16)} backed up and copied: ${jobs} jobs`);
  }
}

/**
 * Nothing starts by itself in it: a restore test at five in the morning, or a failover because the machine is busy, is no part of what is
 * run by hand, and a synthetic store that shops every minute would take the two cores from it.
 */
const onlyByHand = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  regions: plan.regions.map((region) => ({ ...region, schedules: [], watch: { ...region.watch, starts: [] } })),
});

/** Takes what falls due from one call to the next. */
function catchingUp({ backups }: Outside, { times, begins }: Timetable, onProgress: WorldOptions['onProgress']) {
  let last = times.at(-1) ?? begins;
  return async (): Promise<void> => {
    for (const time of fallenDue(backups, last, new Date())) {
      const jobs = await backUpAt(backups, time);
      onProgress(`${time.toISOString().slice(11, 16)} has fallen due and is backed up and copied: ${jobs} jobs`);
      last = time;
    }
  };
}

/** Starts a twin, fills it and takes its backups by the plan of its templates. */
export async function startBackedUpWorld(options: WorldOptions): Promise<BackedUpWorld> {
  const { seed, hours, onProgress, entries, forms } = options;
  const cdkOut = synthesised(onProgress);
  const timetable = timetableOf({ plans: readWorld(cdkOut, ENVIRONMENT).backupPlans }, new Date(), hours);
  const open = daysBefore(timetable.begins, WEEKS_DAYS);
  let filled: Filled = { entries: 0, forms: 0, tills: 0 };
  const twin = await startTwin({
    cdkOut,
    environment: ENVIRONMENT,
    seed,
    begins: timetable.begins,
    backsUp: 'by hand',
    large: entries >= MANY_ENTRIES,
    adapt: onlyByHand,
    onProgress,
    prepare: async (outside) => {
      await stock(outside, tillNames(TILLS), mkdtempSync(join(tmpdir(), 'devices-')));
      filled = await fillWorld(outside, { seed, onProgress, entries, forms, series: 'S', open });
      await sellAndBackUp(outside, options, timetable);
    },
  });
  return { twin, filled, catchUp: catchingUp(twin.outside, timetable, onProgress) };
}
