/**
 * `npm start`: two Regions on this machine sell and refund, Paris is killed under load and comes back, tables say what became of every
 * receipt and every tax-free form; then both go on serving for you, until Ctrl-C.
 *
 *     --data DIR       keep tables, keys and devices over a restart
 *     --environment E  run the templates of another environment
 *     --once           stop after the table
 *     --quiet          only serve: no customers, no loss of a Region
 *     --now TIME       the time at which it begins for all of it, such as 2027-02-28T23:58:00Z; the machine's when not said
 */
import './time/now-option.ts';
import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
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
import { NOW_OPTION } from './time/now-option.ts';

const FOLDER = '.twin';
const ENVIRONMENT_FILE = `${FOLDER}/environment`;
/** What gives commands the twin's clock, apart from the rest: Node itself has to read it, before it loads anything. */
const CLOCK_FILE = `${FOLDER}/clock`;

/** Tills for whoever tries the store client (900) or the API by hand (901): nobody else writes their chains. */
const YOURS = ['900', '901'].map((till) => ({ deviceId: `HAUSSMANN-${till}`, role: 'till', store: 'HAUSSMANN', till }));

const TILLS = 12;

/** Tills where travellers buy, apart from those whose chains are counted. */
const FLOOR = ['HAUSSMANN', 'LILLE'].map((store) => ({ deviceId: `${store}-800`, role: 'till', store, till: '800' }));

const KIOSKS = 10;

/** A form of which nobody spoke is swept up within ten seconds of its time instead of a minute. */
const SWEEP_MS = 10_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    environment: { type: 'string', default: 'production' },
    once: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    receipts: { type: 'string', default: '1500' },
    forms: { type: 'string', default: '60' },
    seed: { type: 'string', default: 'start' },
    ...NOW_OPTION,
  },
});

const say = (line: string): void => console.log(`· ${line}`);

const writeVariables = (file: string, variables: Readonly<Record<string, string>>): void =>
  writeFileSync(
    file,
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );

/** What commands in another terminal need to work on this twin as they would on AWS. */
function writeEnvironment(twin: Twin): void {
  const status = statusOf(twin);
  writeVariables(ENVIRONMENT_FILE, {
    ...environmentOf({ ...status, clock: {} }, 'paris'),
    PERMANENCE_REGIONS: twin.regions.map(({ name, url }) => `${name}=${url}`).join(','),
  });
  writeVariables(CLOCK_FILE, status.clock);
}

/** What was put into the world at the start. */
interface Stocked {
  tills: readonly DeviceFile[];
  floor: readonly DeviceFile[];
  kiosks: readonly DeviceFile[];
}

/** @returns whether every law held */
async function sells(twin: Twin, { tills }: Stocked): Promise<boolean> {
  const loss = await sellThroughLoss(twin, tills, {
    seed: values.seed,
    tills: tills.length,
    receipts: Number(values.receipts),
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
async function refunds(twin: Twin, { floor, kiosks }: Stocked, writes: WriteCount): Promise<boolean> {
  console.log('');
  const run = await refundThroughLoss(
    { twin, tills: floor, kiosks, writes },
    {
      seed: values.seed,
      kiosks: kiosks.length,
      forms: Number(values.forms),
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

async function main(): Promise<void> {
  const fresh = values.data === undefined;
  const devicesFolder = `${values.data ?? FOLDER}/devices`;
  if (fresh)
    for (const leftover of ['devices', 'tills']) rmSync(`${FOLDER}/${leftover}`, { recursive: true, force: true });
  let stocked: Stocked = { tills: [], floor: [], kiosks: [] };
  const writes = new WriteCount();
  const twin = await startTwin({
    cdkOut: synthesised(say),
    environment: values.environment,
    ports: FIXED_PORTS,
    logDir: `${FOLDER}/logs`,
    controlFile: `${FOLDER}/control.json`,
    onProgress: say,
    minuteMs: SWEEP_MS,
    observe: writes.observe,
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    prepare: async (outside) => {
      const put = (names: readonly DeviceName[]) => stock(outside, names, devicesFolder);
      const tills = await put(tillNames(TILLS));
      stocked = { tills, floor: await put(FLOOR), kiosks: await put(kioskNames(KIOSKS)) };
      await put(YOURS);
    },
  });
  writeEnvironment(twin);
  const stop = async (): Promise<void> => {
    for (const file of [ENVIRONMENT_FILE, CLOCK_FILE]) rmSync(file, { force: true });
    await twin.stop();
    process.exit();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const held = values.quiet || ((await sells(twin, stocked)) && (await refunds(twin, stocked, writes)));
  process.exitCode = held ? 0 : 1;
  if (!values.quiet)
    say(`every table is backed up once, and copied to the other Region: ${await backUpNow(twin.outside.backups)} jobs`);
  if (values.once) await stop();
  else invite(twin);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
