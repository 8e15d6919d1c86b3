import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldPlan } from '../assembly/plan.ts';
import { synthesised } from '../assembly/synthesise.ts';
import { tillNames } from '../drill/region-loss.ts';
import { daysBefore, type Filled, fillWorld } from '../fill/fill.ts';
import { stock } from '../stock.ts';
import type { Outside } from '../supervisor/outside.ts';
import { startTwin } from '../supervisor/start-twin.ts';
import type { Twin } from '../supervisor/twin.ts';
import { backUpAt, dueTimes, fullHour, hoursBefore } from './hours.ts';

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
  /** Full hours at which all tables were backed up, in each Region. */
  hours: readonly Date[];
}

/** A backup is due within two hours: the plan does not promise younger ones yet (lib/backup-rules.ts). */
const DUE_WITHIN_HOURS = 2;
const WEEKS_DAYS = 14;
/** Of the entries, what is sold in each of the hours between two backups. */
const SHARE_AN_HOUR = 0.01;
const TILLS = 2;
/** From here on it pays that DynamoDB Local is started for much data. */
const MANY_ENTRIES = 20_000;

interface Times {
  /** When tables and vaults were made. */
  begins: Date;
  /** The last backup. */
  until: Date;
}

/** Sells for two weeks, then an hour before each backup, so that no two recovery points are of the same table. */
async function sellAndBackUp(
  outside: Outside,
  options: WorldOptions,
  { begins, until }: Times,
): Promise<BackedUpWorld['filled'] & { hours: Date[] }> {
  const { entries, forms, seed, onProgress } = options;
  const story = { seed, onProgress };
  const filled = await fillWorld(outside, {
    ...story,
    entries,
    forms,
    series: 'S',
    open: daysBefore(begins, WEEKS_DAYS),
  });
  const hours = dueTimes(outside.backups, begins, until);
  for (const [place, hour] of hours.entries()) {
    const open = [{ from: hoursBefore(hour, 1), to: hour }];
    const of = { entries: Math.ceil(entries * SHARE_AN_HOUR), forms: Math.ceil(forms * SHARE_AN_HOUR) };
    await fillWorld(outside, { ...story, ...of, series: `H${place}`, open, onProgress: () => undefined });
    const jobs = await backUpAt(outside.backups, hour);
    onProgress(`${hour.toISOString().slice(11, 16)} backed up and copied: ${jobs} jobs`);
  }
  return { ...filled, hours };
}

/**
 * Nothing starts by itself in it: a restore test at five in the morning, or a failover because the machine is busy, is no part of what is
 * run by hand, and a synthetic store that shops every minute would take the two cores from it.
 */
const onlyByHand = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  regions: plan.regions.map((region) => ({ ...region, schedules: [], watch: { ...region.watch, starts: [] } })),
});

/** Starts a twin, fills it and takes its backups by the plan of its templates. */
export async function startBackedUpWorld(options: WorldOptions): Promise<BackedUpWorld> {
  const { seed, hours, onProgress } = options;
  const until = fullHour(hoursBefore(new Date(), DUE_WITHIN_HOURS));
  const begins = hoursBefore(until, hours);
  let sold: Awaited<ReturnType<typeof sellAndBackUp>> | undefined;
  const twin = await startTwin({
    cdkOut: synthesised(onProgress),
    seed,
    begins,
    large: options.entries >= MANY_ENTRIES,
    adapt: onlyByHand,
    onProgress,
    prepare: async (outside) => {
      await stock(outside, tillNames(TILLS), mkdtempSync(join(tmpdir(), 'devices-')));
      sold = await sellAndBackUp(outside, options, { begins, until });
    },
  });
  if (sold === undefined) throw new Error('a twin started without being prepared');
  return { twin, filled: sold, hours: sold.hours };
}
