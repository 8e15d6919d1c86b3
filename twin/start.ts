/**
 * `npm start`: two Regions on this machine sell and refund, Paris is killed under load and comes back, tables say what became of every
 * receipt and every tax-free form; then both go on serving for you, until Ctrl-C.
 */
import './time/now-option.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { count } from '../commands/numbers.ts';
import { programOf, runProgram } from '../commands/program.ts';
import type { DeviceFile } from '../commands/registry/devices.ts';
import { synthesised } from './assembly/synthesise.ts';
import { sellThroughLoss, tillNames } from './drill/region-loss.ts';
import { figuresOf, lawsOf, printReport } from './drill/report.ts';
import { figuresOf as taxFreeFigures } from './drill/tax-free/figures.ts';
import { USUAL_DAY } from './drill/tax-free/misfortune.ts';
import { printReport as printTaxFreeReport, lawsOf as taxFreeLaws } from './drill/tax-free/report.ts';
import { kioskNames, refundThroughLoss } from './drill/tax-free/tax-free.ts';
import { WriteCount } from './drill/tax-free/write-count.ts';
import { environmentOf } from './environment.ts';
import { backUpNow } from './runbook/hours.ts';
import { type DeviceName, stock } from './stock.ts';
import { FIXED_PORTS } from './supervisor/options.ts';
import { startTwin } from './supervisor/start-twin.ts';
import { statusOf } from './supervisor/status.ts';
import type { Twin } from './supervisor/twin.ts';

const FOLDER = '.twin';
const ENVIRONMENT_FILE = `${FOLDER}/environment`;
/** Tills for whoever tries the store client (900) or the API by hand (901): nobody else writes their chains. */
const YOURS = ['900', '901'].map((till) => ({ deviceId: `HAUSSMANN-${till}`, role: 'till', store: 'HAUSSMANN', till }));

const TILLS = 12;

/** Tills where travellers buy, apart from those whose chains are counted. */
const FLOOR = ['HAUSSMANN', 'LILLE'].map((store) => ({ deviceId: `${store}-800`, role: 'till', store, till: '800' }));

const KIOSKS = 10;

/** A form of which nobody spoke is swept up within ten seconds of its time instead of a minute. */
const SWEEP_MS = 10_000;

interface Words {
  readonly data?: string;
  readonly environment: string;
  readonly once?: true;
  readonly quiet?: true;
  readonly receipts: number;
  readonly forms: number;
  readonly seed: string;
}

const say = (line: string): void => console.log(`· ${line}`);

/** What commands in another terminal need to work on this twin as they would on AWS. */
function writeEnvironment(twin: Twin): void {
  const variables = {
    ...environmentOf(statusOf(twin), 'paris'),
    PERMANENCE_REGIONS: twin.regions.map(({ name, url }) => `${name}=${url}`).join(','),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(ENVIRONMENT_FILE, lines.join(''));
}

/** What was put into the world at the start. */
interface Stocked {
  tills: readonly DeviceFile[];
  floor: readonly DeviceFile[];
  kiosks: readonly DeviceFile[];
}

/** @returns whether every law held */
async function sells(twin: Twin, { tills }: Stocked, { seed, receipts }: Words): Promise<boolean> {
  const loss = await sellThroughLoss(twin, tills, {
    seed,
    tills: tills.length,
    receipts,
    fault: 'kill',
    away_ms: 5000,
    onProgress: say,
  });
  for (const { region } of twin.regions) twin.heal(region);
  const figures = figuresOf(loss);
  printReport(loss, figures, console.log);
  return lawsOf(figures).every(({ holds }) => holds);
}

/** @returns whether every law held */
async function refunds(
  twin: Twin,
  { floor, kiosks }: Stocked,
  writes: WriteCount,
  { seed, forms }: Words,
): Promise<boolean> {
  console.log('');
  const run = await refundThroughLoss(
    { twin, tills: floor, kiosks, writes },
    {
      seed,
      kiosks: kiosks.length,
      forms,
      day: USUAL_DAY,
      away_ms: 5000,
      onProgress: say,
    },
  );
  printTaxFreeReport(run, console.log);
  return taxFreeLaws(taxFreeFigures(run)).every(({ holds }) => holds);
}

function invite(twin: Twin): void {
  console.log(`
  Both Regions serve: ${twin.regions.map(({ name, url }) => `${name} ${url}`).join(', ')}. In another terminal:

    npm run till -- sell --store HAUSSMANN --till 900 --line "2000000000015:Foulard en soie:1:12900:2000" --tender card:12900:psp-0001
    npm run twin -- region paris kill      (then sell again; start brings it back)
    npm run twin -- customs delay 8000 12000   (or mute, down, refuse, nightly; heal ends it)
    npm run runbook -- restore-test            (restores that backup and proves that a store could run on it)
    npm run device -- list

  Ctrl-C stops everything.`);
}

async function serve(words: Words): Promise<void> {
  const { data, environment, quiet = false } = words;
  const fresh = data === undefined;
  const devicesFolder = `${data ?? FOLDER}/devices`;
  if (fresh)
    for (const leftover of ['devices', 'tills']) rmSync(`${FOLDER}/${leftover}`, { recursive: true, force: true });
  let stocked: Stocked = { tills: [], floor: [], kiosks: [] };
  const writes = new WriteCount();
  const twin = await startTwin({
    cdkOut: synthesised(say),
    environment,
    ports: FIXED_PORTS,
    logDir: `${FOLDER}/logs`,
    controlFile: `${FOLDER}/control.json`,
    onProgress: say,
    minuteMs: SWEEP_MS,
    observe: writes.observe,
    ...(data === undefined ? {} : { dataDir: data }),
    prepare: async (outside) => {
      const put = (names: readonly DeviceName[]) => stock(outside, names, devicesFolder);
      const tills = await put(tillNames(TILLS));
      stocked = { tills, floor: await put(FLOOR), kiosks: await put(kioskNames(KIOSKS)) };
      await put(YOURS);
    },
  });
  writeEnvironment(twin);
  const stop = async (): Promise<void> => {
    rmSync(ENVIRONMENT_FILE, { force: true });
    await twin.stop();
    process.exit();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const held = quiet || ((await sells(twin, stocked, words)) && (await refunds(twin, stocked, writes, words)));
  process.exitCode = held ? 0 : 1;
  if (!quiet)
    say(`every table is backed up once, and copied to the other Region: ${await backUpNow(twin.outside.backups)} jobs`);
  if (words.once) await stop();
  else invite(twin);
}

const program = programOf(
  'start',
  'Two Regions on this machine sell and refund, Paris is killed under load and comes back; then both serve, until Ctrl-C.',
  ['npm start', 'npm start -- --quiet', 'npm start -- --data DIR     keeps tables, keys and devices over a restart'],
)
  .option('--data <folder>', 'keep tables, keys and devices there over a restart')
  .option('--environment <name>', 'the environment whose templates are run', 'production')
  .option('--once', 'stop after the tables')
  .option('--quiet', 'only serve: no customers, no loss of a Region')
  .option('--receipts <number>', 'receipts that are sold first', count, 1_500)
  .option('--forms <number>', 'forms that are refunded first', count, 60)
  .option('--seed <text>', 'repeats customers, faults and moments', 'start')
  .option('--now <time>', 'when it begins for all of it, such as 2027-02-28T23:58:00Z (default: now)')
  // What could not start would keep this process by what it has started.
  .action((words: Words) =>
    serve(words).catch((error: Error) => {
      console.error(`error: ${error.message}`);
      process.exit(1);
    }),
  );

await runProgram(program);
