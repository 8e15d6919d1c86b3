/** `npm run storm -- [--schedules 100000] [--seed S] [--only checkout|tax-free]`: schedules of faults, and the laws that must hold after each. */
import { Option } from 'commander';
import { count } from '../../commands/numbers.ts';
import { programOf, runProgram } from '../../commands/program.ts';
import { checkoutSchedule } from './checkout/schedule.ts';
import { type Failure, runSchedule, seedsOf } from './schedule/run.ts';
import type { Schedule } from './schedule/schedule.ts';
import { taxFreeSchedule } from './tax-free/schedule.ts';

const SCHEDULES: Record<string, Schedule> = {
  checkout: checkoutSchedule,
  'tax-free': taxFreeSchedule,
};

interface Words {
  readonly schedules?: number;
  readonly seed?: string;
  readonly only?: string;
}

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
function seeds({ seed, schedules }: Words): string[] {
  if (seed !== undefined && schedules === undefined) return [seed];
  return seedsOf(seed ?? String(Date.now() % 1_000_000), schedules ?? 10_000);
}

async function run(words: Words): Promise<void> {
  const chosen = Object.entries(SCHEDULES).filter(([name]) => words.only === undefined || words.only === name);
  for (const [name, schedule] of chosen) if ((await storm(name, schedule, seeds(words))) > 0) process.exitCode = 1;
}

const program = programOf(
  'storm',
  'Runs the handlers below HTTP through schedules of faults, and holds the laws after each.',
  [
    'npm run storm -- --schedules 100000',
    'npm run storm -- --only tax-free --seed 7     repeats the one schedule that was printed with this seed',
  ],
)
  .option('--schedules <number>', 'how many of each (default: 10000; one with --seed)', count)
  .option('--seed <text>', 'of a schedule that failed; with --schedules the name of their seeds')
  .addOption(
    new Option('--only <name>', 'checkout: sales, returns, reprints, closings; tax-free: forms on receipts').choices(
      Object.keys(SCHEDULES),
    ),
  )
  .action(run);

await runProgram(program);
