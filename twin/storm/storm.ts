/** `npm run storm -- [--schedules 100000] [--seed S] [--only checkout|tax-free]`: schedules of faults, and the laws that must hold after each. */
import { parseArgs } from 'node:util';
import { checkoutSchedule } from './checkout/schedule.ts';
import { type Failure, runSchedule, seedsOf } from './schedule/run.ts';
import type { Schedule } from './schedule/schedule.ts';
import { taxFreeSchedule } from './tax-free/schedule.ts';

const SCHEDULES: Record<string, Schedule> = {
  checkout: checkoutSchedule,
  'tax-free': taxFreeSchedule,
};

const USAGE = `npm run storm -- [--schedules 10000] [--seed S] [--only ${Object.keys(SCHEDULES).join('|')}]
  --seed S   a seed that a failure was printed with repeats that one schedule (with --only); without --schedules, only it
  --only     checkout holds sales, returns, reprints and closings; tax-free holds forms on receipts that are returned meanwhile`;

const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});

const PROGRESS_EVERY = 1_000;

function report(name: string, { seed, broken, faults }: Failure): void {
  console.log(`✘ ${name} ${seed} (repeat: npm run storm -- --only ${name} --seed ${seed})`);
  for (const law of broken) console.log(`    ${law}`);
  console.log(`    befell it: ${faults.join(', ') || 'only the Regions and the callers'}`);
}

/** @returns how many schedules broke a law */
async function storm(name: string, schedule: Schedule, seeds: readonly string[]): Promise<number> {
  const started = performance.now();
  let failed = 0;
  for (const [i, seed] of seeds.entries()) {
    const outcome = await runSchedule(schedule, seed);
    if (outcome.broken.length > 0) report(name, { seed, ...outcome });
    failed += outcome.broken.length > 0 ? 1 : 0;
    if ((i + 1) % PROGRESS_EVERY === 0) console.log(`· ${name} ${i + 1} of ${seeds.length}, ${failed} failed`);
  }
  const took_s = Math.round((performance.now() - started) / 1000);
  console.log(`${failed === 0 ? '✔' : '✘'} ${name}: ${seeds.length} schedules in ${took_s} s, ${failed} failed`);
  return failed;
}

/** A seed alone is one schedule; with a number of schedules it is the name of their seeds. */
function seeds(): string[] {
  const { seed, schedules } = values;
  if (seed !== undefined && schedules === undefined) return [seed];
  return seedsOf(seed ?? String(Date.now() % 1_000_000), Number(schedules ?? 10_000));
}

const chosen = Object.entries(SCHEDULES).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
}
for (const [name, schedule] of chosen) if ((await storm(name, schedule, seeds())) > 0) process.exitCode = 1;
