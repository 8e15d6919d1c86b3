/** `npm run drill -- region-loss|tax-free|damaged-backup [--json] [--seed S] …`: faults on purpose, and the laws that must hold. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../commands/usage.ts';
import { damagedBackup } from './damaged-backup/damaged-backup.ts';
import {
  figuresOf as damageFigures,
  lawsOf as damageLaws,
  printReport as printDamageReport,
} from './damaged-backup/report.ts';
import { regionLoss } from './region-loss.ts';
import { figuresOf, lawsOf, printReport } from './report.ts';
import { figuresOf as taxFreeFigures } from './tax-free/figures.ts';
import { printReport as printTaxFreeReport, lawsOf as taxFreeLaws } from './tax-free/report.ts';
import { taxFree } from './tax-free/tax-free.ts';

const USAGE = `npm run drill -- region-loss [--json] [--seed S] [--tills 12] [--receipts 2000] [--away-ms 5000] [--fault kill|isolate]
npm run drill -- tax-free [--json] [--seed S] [--kiosks 40] [--forms 560] [--away-ms 5000]
npm run drill -- damaged-backup [--json] [--seed S] [--entries 2400]
  --seed S   repeats a run: its customers, its faults and the moment the Region dies`;

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
  },
});

async function drillRegionLoss(): Promise<void> {
  const loss = await regionLoss({
    seed: values.seed,
    tills: Number(values.tills),
    receipts: Number(values.receipts),
    away_ms: Number(values['away-ms']),
    fault: values.fault === 'isolate' ? 'isolate' : 'kill',
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
    kiosks: Number(values.kiosks),
    forms: Number(values.forms),
    away_ms: Number(values['away-ms']),
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
    entries: Number(values.entries),
    forms: Math.ceil(Number(values.entries) / FORMS_AMONG_ENTRIES),
    onProgress: (line) => console.log(`· ${line}`),
  });
  const figures = damageFigures(drill);
  printDamageReport(drill, figures, console.log);
  if (values.json) console.log(JSON.stringify(figures));
  if (damageLaws(figures).some(({ holds }) => !holds)) process.exitCode = 1;
}

await runCommand(
  { 'region-loss': drillRegionLoss, 'tax-free': drillTaxFree, 'damaged-backup': drillDamagedBackup },
  positionals[0],
  USAGE,
);
