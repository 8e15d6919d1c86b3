/** `npm run drill -- region-loss|tax-free|damaged-backup|clone|failover|failback|ransom [--json] [--seed S] …`: faults on purpose, and the laws that must hold. */
import '../time/now-option.ts';
import { parseArgs } from 'node:util';
import { runCommand } from '../../commands/usage.ts';
import { NOW_OPTION } from '../time/now-option.ts';
import { drillClone } from './clone/command.ts';
import { damagedBackup } from './damaged-backup/damaged-backup.ts';
import {
  figuresOf as damageFigures,
  lawsOf as damageLaws,
  printReport as printDamageReport,
} from './damaged-backup/report.ts';
import { drillFailback } from './failback/command.ts';
import { drillFailover } from './failover/command.ts';
import { drillRansom } from './ransom/command.ts';
import { regionLoss } from './region-loss.ts';
import { figuresOf, lawsOf, printReport } from './report.ts';
import { figuresOf as taxFreeFigures } from './tax-free/figures.ts';
import { printReport as printTaxFreeReport, lawsOf as taxFreeLaws } from './tax-free/report.ts';
import { taxFree } from './tax-free/tax-free.ts';
import { amountOf, faultOf } from './words.ts';

const USAGE = `npm run drill -- region-loss [--json] [--seed S] [--tills 12] [--receipts 2000] [--away-ms 5000] [--fault kill|isolate]
npm run drill -- tax-free [--json] [--seed S] [--kiosks 40] [--forms 560] [--away-ms 5000]
npm run drill -- damaged-backup [--json] [--seed S] [--entries 2400]
npm run drill -- clone [--json] [--seed S] [--entries 2400]
npm run drill -- failover [--json] [--seed S] [--fault kill|isolate] [--time-scale 1] [--scenario loss|all|…]
npm run drill -- failback [--json] [--seed S] [--time-scale 1]
npm run drill -- ransom [--json] [--seed S] [--entries 2400]
  --seed S   repeats a run: its customers, its faults and the moment the Region dies
  --now T    the time at which the run begins for all of its world, such as 2027-02-28T23:58:00Z; the machine's when not said`;

const FORMS_AMONG_ENTRIES = 50;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    tills: { type: 'string', default: '12' },
    receipts: { type: 'string', default: '2000' },
    'away-ms': { type: 'string', default: '5000' },
    fault: { type: 'string', default: 'kill' },
    kiosks: { type: 'string', default: '40' },
    forms: { type: 'string', default: '560' },
    entries: { type: 'string', default: '2400' },
    'time-scale': { type: 'string', default: '1' },
    scenario: { type: 'string', default: 'loss' },
    ...NOW_OPTION,
  },
});

type Amount = 'tills' | 'receipts' | 'away-ms' | 'kiosks' | 'forms' | 'entries' | 'time-scale';

const amount = (option: Amount): number => amountOf(values[option], option);

async function drillRegionLoss(): Promise<void> {
  const loss = await regionLoss({
    seed: values.seed,
    tills: amount('tills'),
    receipts: amount('receipts'),
    away_ms: amount('away-ms'),
    fault: faultOf(values.fault),
    onProgress: (line) => console.log(`· ${line}`),
  });
  const figures = figuresOf(loss);
  printReport(loss, figures, console.log);
  if (values.json) console.log(JSON.stringify(figures));
  if (lawsOf(figures).some(({ holds }) => !holds)) process.exitCode = 1;
}

async function drillTaxFree(): Promise<void> {
  const run = await taxFree({
    seed: values.seed,
    kiosks: amount('kiosks'),
    forms: amount('forms'),
    away_ms: amount('away-ms'),
    onProgress: (line) => console.log(`· ${line}`),
  });
  const figures = taxFreeFigures(run);
  printTaxFreeReport(run, console.log);
  if (values.json) console.log(JSON.stringify(figures));
  if (taxFreeLaws(figures).some(({ holds }) => !holds)) process.exitCode = 1;
}

async function drillDamagedBackup(): Promise<void> {
  const drill = await damagedBackup({
    seed: values.seed,
    entries: amount('entries'),
    forms: Math.ceil(amount('entries') / FORMS_AMONG_ENTRIES),
    onProgress: (line) => console.log(`· ${line}`),
  });
  const figures = damageFigures(drill);
  printDamageReport(drill, figures, console.log);
  if (values.json) console.log(JSON.stringify(figures));
  if (damageLaws(figures).some(({ holds }) => !holds)) process.exitCode = 1;
}

async function drillOfClones(): Promise<void> {
  const { json, seed } = values;
  const entries = amount('entries');
  if (!(await drillClone({ json, seed, entries, forms: Math.ceil(entries / FORMS_AMONG_ENTRIES) })))
    process.exitCode = 1;
}

/** Few, so that on few cores no till is slow for want of a processor. */
const FEW = { tills: 4, kiosks: 2 };

async function drillLeaving(drill: typeof drillFailback | typeof drillFailover): Promise<void> {
  const { json, seed, scenario } = values;
  const fault = faultOf(values.fault);
  const timeScale = amount('time-scale');
  const onProgress = (line: string): void => console.log(`· ${line}`);
  if (!(await drill({ ...FEW, json, seed, fault, scenario, timeScale, onProgress }))) process.exitCode = 1;
}

await runCommand(
  {
    'region-loss': drillRegionLoss,
    'tax-free': drillTaxFree,
    'damaged-backup': drillDamagedBackup,
    clone: drillOfClones,
    failover: () => drillLeaving(drillFailover),
    failback: () => drillLeaving(drillFailback),
    ransom: async () => {
      const { json, seed } = values;
      if (!(await drillRansom({ json, seed, entries: amount('entries') }))) process.exitCode = 1;
    },
  },
  positionals[0],
  USAGE,
);
