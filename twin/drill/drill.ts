/** `npm run drill -- region-loss|tax-free|damaged-backup|clone|failover|failback|ransom`: faults on purpose, and the laws that must hold. */
import '../time/now-option.ts';
import { Option } from 'commander';
import { programOf, runProgram } from '../../commands/program.ts';
import { drillClone } from './clone/command.ts';
import { damagedBackup } from './damaged-backup/damaged-backup.ts';
import {
  figuresOf as damageFigures,
  lawsOf as damageLaws,
  printReport as printDamageReport,
} from './damaged-backup/report.ts';
import { drillFailback } from './failback/command.ts';
import { drillFailover, type FailoverWords } from './failover/command.ts';
import { ANSWERS } from './failover/person.ts';
import { drillRansom } from './ransom/command.ts';
import { type RegionFault, regionLoss } from './region-loss.ts';
import { figuresOf, lawsOf, printReport } from './report.ts';
import { figuresOf as taxFreeFigures } from './tax-free/figures.ts';
import { printReport as printTaxFreeReport, lawsOf as taxFreeLaws } from './tax-free/report.ts';
import { taxFree } from './tax-free/tax-free.ts';
import { amountOf, faultOf } from './words.ts';

interface Words {
  readonly json: boolean;
  readonly seed: string;
}

const onProgress = (line: string): void => console.log(`· ${line}`);

/** @returns whether every law held */
function judged<Figures>({ json }: Words, figures: Figures, laws: readonly { holds: boolean }[]): boolean {
  if (json) console.log(JSON.stringify(figures));
  return laws.every(({ holds }) => holds);
}

async function drillRegionLoss(words: Words & { tills: number; receipts: number; awayMs: number; fault: RegionFault }) {
  const loss = await regionLoss({ ...words, away_ms: words.awayMs, onProgress });
  const figures = figuresOf(loss);
  printReport(loss, figures, console.log);
  return judged(words, figures, lawsOf(figures));
}

async function drillTaxFree(words: Words & { kiosks: number; forms: number; awayMs: number }) {
  const run = await taxFree({ ...words, away_ms: words.awayMs, onProgress });
  const figures = taxFreeFigures(run);
  printTaxFreeReport(run, console.log);
  return judged(words, figures, taxFreeLaws(figures));
}

const FORMS_AMONG_ENTRIES = 50;
const formsAmong = (entries: number): number => Math.ceil(entries / FORMS_AMONG_ENTRIES);

async function drillDamagedBackup(words: Words & { entries: number }) {
  const drill = await damagedBackup({ ...words, forms: formsAmong(words.entries), onProgress });
  const figures = damageFigures(drill);
  printDamageReport(drill, figures, console.log);
  return judged(words, figures, damageLaws(figures));
}

/** Few, so that on few cores no till is slow for want of a processor. */
const FEW = { tills: 4, kiosks: 2 };

const program = programOf(
  'drill',
  'Makes things fail on a twin of its own, and holds the laws against what became of it.',
  [
    'npm run drill -- region-loss --json',
    'npm run drill -- failover --mode real --time-scale 10     a person is asked, and answers as docs/runbooks.md prints it',
    'npm run drill -- failover --mode real --answer refuse --fault isolate',
    'npm run drill -- failover --scenario all --time-scale 10',
    'npm run drill -- tax-free --seed 7 --now 2027-02-28T23:58:00Z',
  ],
).addHelpText('after', '\nExit code 1 when a law is broken. Each drill takes --help.');

/** A drill that ends with exit code 1 when a law does not hold. */
function drill<Asked extends Words>(name: string, summary: string, run: (asked: Asked) => Promise<boolean>) {
  return program
    .command(name)
    .description(summary)
    .option('--json', 'the last line is JSON', false)
    .option(
      '--seed <text>',
      'repeats a run: its customers, its faults and their moments',
      String(Date.now() % 1_000_000),
    )
    .option('--now <time>', 'when it begins for all of its world, such as 2027-02-28T23:58:00Z (default: now)')
    .action(async (asked: Asked) => {
      if (!(await run(asked))) process.exitCode = 1;
    });
}

const amount = (flags: string, says: string, usual: number): Option => {
  const option = new Option(flags, says).default(usual);
  return option.argParser((word) => amountOf(word, option.name()));
};
const fault = (): Option =>
  new Option('--fault <fault>', 'kill: every process of the Region dies; isolate: it is cut off from the others')
    .default('kill')
    .argParser(faultOf);
const timeScale = (): Option => amount('--time-scale <factor>', 'how many times faster than real intervals pass', 1);
const entries = (): Option => amount('--entries <number>', 'entries of the ledger, at least', 2_400);
const awayMs = (): Option => amount('--away-ms <ms>', 'how long the Region is away', 5_000);

drill('region-loss', 'tills sell while a Region is lost; links lose answers', drillRegionLoss)
  .addOption(amount('--tills <number>', 'how many tills', 12))
  .addOption(amount('--receipts <number>', 'how many receipts', 2_000))
  .addOption(awayMs())
  .addOption(fault());
drill('tax-free', 'kiosks refund while customs, acquirer, sandboxes and Paris fail', drillTaxFree)
  .addOption(amount('--kiosks <number>', 'how many kiosks', 40))
  .addOption(amount('--forms <number>', 'how many forms', 560))
  .addOption(awayMs());
drill(
  'damaged-backup',
  'each kind of damage to a backup; jobs that fail or never end, runs that die',
  drillDamagedBackup,
).addOption(entries());
drill(
  'clone',
  'nothing of the original is in a clone, and nothing of a clone is left',
  (words: Words & { entries: number }) => drillClone({ ...words, forms: formsAmong(words.entries) }),
).addOption(entries());
drill('failover', 'a Region is lost, and left', (words: Words & Omit<FailoverWords, 'tills' | 'kiosks'>) =>
  drillFailover({ ...words, ...FEW }),
)
  .addOption(fault())
  .addOption(timeScale())
  .option(
    '--scenario <name>',
    'loss: a Region is lost and nothing else; all, or the name of something else that goes wrong',
    'loss',
  )
  .addOption(
    new Option('--mode <mode>', 'drill: nobody is asked; real: a person is, as on AWS')
      .choices(['drill', 'real'])
      .default('drill'),
  )
  .addOption(
    new Option('--answer <way>', "with --mode real: by the printed command, by the task's token, or no")
      .choices([...ANSWERS])
      .default('command'),
  );
drill(
  'failback',
  'a Region that was left comes back, ill first and then well',
  (words: Words & { timeScale: number }) => drillFailback({ ...words, ...FEW, onProgress }),
).addOption(timeScale());
drill(
  'ransom',
  'an attacker rewrites, forges and deletes; the ledger is put right',
  (words: Words & { entries: number }) => drillRansom(words),
).addOption(entries());

await runProgram(program);
