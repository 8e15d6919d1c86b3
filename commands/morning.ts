/** `npm run morning`: what the restore test said of every recovery point today; red is what is bad, and what is absent. */
import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import type { MorningReport } from '../domain/morning/report.ts';
import { parisDate } from '../domain/tax-free/paris.ts';
import { morningPage } from '../lambdas/morning/page.ts';
import { createMorningLedger } from '../lambdas/shared/morning/morning-ledger.ts';
import { morningLines } from './morning/lines.ts';
import { withPlace } from './place/options.ts';
import { shownRegion } from './place/region-names.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { workplace } from './registry/clients.ts';

interface MorningAsked extends PlaceAsked {
  readonly date: string;
  readonly json?: true;
  readonly html?: string;
}

/** One page per Region: the first under the name that was given, others with the Region before the ending. */
async function writePages(file: string, reports: readonly MorningReport[]): Promise<void> {
  for (const [index, report] of reports.entries()) {
    const name = index === 0 ? file : file.replace(/(\.\w+)?$/, `-${report.region}$1`);
    await writeFile(name, morningPage(report));
    console.log(`${report.region} is in ${name}`);
  }
}

/** `--region` says whose report is meant; whichever Region answers has the reports of both. */
async function morning({ region, ...asked }: MorningAsked): Promise<void> {
  const { date, json, html } = asked;
  const { environment, regions, dynamodb } = await workplace(asked);
  const prefix = `permanence-${environment}`;
  const ledger = createMorningLedger(dynamodb, `${prefix}-operations`, prefix);
  const shown = region ? [region] : regions;
  const found = await Promise.all(shown.map(async (one) => [one, await ledger.report(date, one)] as const));
  const reports = found.flatMap(([, report]) => report ?? []);
  const missing = found.filter(([, report]) => report === undefined).map(([one]) => one);
  if (json) console.log(JSON.stringify({ date, missing, reports }));
  else if (html) await writePages(html, reports);
  else for (const report of reports) console.log(morningLines(report, process.stdout.isTTY));
  for (const one of missing) console.error(`${shownRegion(one)}: no restore test reported on ${date}`);
  if (missing.length > 0 || reports.some(({ colour }) => colour === 'red')) process.exitCode = 1;
}

const dateOf = (text: string): string => {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Expected a date, such as 2026-11-24.');
};

const program = programOf(
  'morning',
  'Shows what the restore tests of a day found; exit code 1 when a Region is red or did not report.',
  [
    'npm run morning',
    'npm run morning -- --date 2026-11-24 --region frankfurt',
    'npm run morning -- --html report.html',
  ],
);
withPlace(program)
  .option('--date <day>', 'the day (default: today in Paris)', dateOf, parisDate(new Date()))
  .option('--json', 'for programs')
  .option('--html <file>', 'write a page, with trends')
  .action(morning);

await runProgram(program);
