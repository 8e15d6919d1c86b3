import { startBackedUpWorld } from '../../runbook/backed-up-world.ts';
import { type DamagedSets, testDamagedSets } from './damaged-sets.ts';
import { type Death, regionDies, runIsStopped, validatorDies } from './deaths.ts';
import { placeIn } from './place.ts';

export interface DamagedBackupOptions {
  seed: string;
  entries: number;
  forms: number;
  onProgress(line: string): void;
}

export interface DamagedBackup {
  seed: string;
  sets: DamagedSets;
  deaths: readonly Death[];
  took_s: number;
}

/** Four hours in two vaults: a set for each kind of damage, and some that stay whole. */
const HOURS = 4;
const DEATHS = [validatorDies, regionDies, runIsStopped];

/** The whole drill: a small world, its backups damaged in every way, and runs that die in the middle. */
export async function damagedBackup({
  seed,
  entries,
  forms,
  onProgress,
}: DamagedBackupOptions): Promise<DamagedBackup> {
  const started_ms = performance.now();
  const { twin, catchUp } = await startBackedUpWorld({ seed, entries, forms, hours: HOURS, onProgress });
  try {
    const region = twin.regions[0]?.region ?? '';
    const place = placeIn(twin, region);
    const parts = { twin, region, place, say: () => undefined };
    await catchUp();
    onProgress('a morning over damaged backups');
    const sets = await testDamagedSets(parts);
    const deaths: Death[] = [];
    for (const dies of DEATHS) {
      deaths.push(await dies({ ...parts, say: onProgress }));
      onProgress(deaths.at(-1)?.found.says ?? '');
    }
    return { seed, sets, deaths, took_s: Math.round((performance.now() - started_ms) / 1000) };
  } finally {
    await twin.stop();
  }
}
