import { availableParallelism } from 'node:os';
import type { Totals } from '../../domain/morning/report.ts';
import { type BackedUpWorld, startBackedUpWorld, type WorldOptions } from './backed-up-world.ts';
import { together } from './figures.ts';
import { run } from './run.ts';

export interface RestoreTestOptions extends WorldOptions {
  /** AWS names of the Regions to test; all of the twin, when none is named. */
  regions: readonly string[];
  /** What the machine gets. */
  input: object;
}

/** What the restore tests of a twin of its own say, with what the twin was filled with. */
export type RestoreTestFigures = Totals & {
  regions: string[];
  ledger_entries: number;
  forms: number;
  hours: number;
  fill_s: number;
  took_s: number;
};

/**
 * Nobody waits a quarter of a minute for a restore that takes seconds, and more parts of a ledger at once than cores would only be more
 * sandboxes that are slow at first.
 */
const EAGER = {
  poll_seconds: 2,
  hard_limit_minutes: 16,
  concurrency: 1,
  part_concurrency: Math.max(2, availableParallelism()),
};

/** @throws Error with what the machine said, when a run does not come to its end */
async function testIn(
  region: string,
  { twin, catchUp }: BackedUpWorld,
  { input, onProgress }: RestoreTestOptions,
): Promise<Totals> {
  const say = (line: string): void => onProgress(`${region} ${line}`);
  await catchUp();
  const { status, output, error, cause } = await run(twin, region, 'restore-test', { ...EAGER, ...input }, say);
  if (status !== 'SUCCEEDED') throw new Error(`the restore test of ${region} is ${status}: ${error}: ${cause}`);
  return JSON.parse(output) as Totals;
}

/** Fills and backs up a twin of its own and runs the restore test in its Regions, one after another. */
export async function restoreTestOnOwnTwin(options: RestoreTestOptions): Promise<RestoreTestFigures> {
  const started_ms = performance.now();
  const world = await startBackedUpWorld(options);
  const fill_s = Math.round((performance.now() - started_ms) / 1000);
  try {
    const all = world.twin.regions.map(({ region }) => region);
    const regions = all.filter((region) => options.regions.length === 0 || options.regions.includes(region));
    const totals: Totals[] = [];
    for (const region of regions) totals.push(await testIn(region, world, options));
    return {
      ...together(totals),
      regions,
      ledger_entries: world.filled.entries,
      forms: world.filled.forms,
      hours: options.hours,
      fill_s,
      took_s: Math.round((performance.now() - started_ms) / 1000),
    };
  } finally {
    await world.twin.stop();
  }
}
