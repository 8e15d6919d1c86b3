/** `npm run morning`: what the restore test said of every recovery point today; red is what is bad, and what is absent. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { MorningReport } from '../domain/morning/report.ts';
import { parisDate } from '../domain/tax-free/paris.ts';
import { morningPage } from '../lambdas/morning/page.ts';
import { createMorningLedger } from '../lambdas/shared/morning/morning-ledger.ts';
import { morningLines } from './morning/lines.ts';
import { workplace } from './registry/clients.ts';
import { runCommand } from './usage.ts';

const USAGE = `npm run morning -- [--date 2026-11-24] [--region eu-west-3] [--json | --html report.html] [--environment production]
  without --region all Regions are shown; the exit code is 1 when a Region is red or did not report`;

const { values } = parseArgs({
  options: {
    date: { type: 'string' },
    region: { type: 'string' },
    json: { type: 'boolean', default: false },
    html: { type: 'string' },
    environment: { type: 'string' },
  },
});

/** One page per Region: the first under the name that was given, others with the Region before the ending. */
async function writePages(file: string, reports: readonly MorningReport[]): Promise<void> {
  for (const [index, report] of reports.entries()) {
    const name = index === 0 ? file : file.replace(/(\.\w+)?$/, `-${report.region}$1`);
    await writeFile(name, morningPage(report));
    console.log(`${report.region} is in ${name}`);
  }
}

async function morning(): Promise<void> {
  const { environment, regions, dynamodb } = workplace(values.environment);
  const date = values.date ?? parisDate(new Date());
  const prefix = `permanence-${environment}`;
  const ledger = createMorningLedger(dynamodb, `${prefix}-operations`, prefix);
  const shown = values.region ? [values.region] : regions;
  const found = await Promise.all(shown.map(async (region) => [region, await ledger.report(date, region)] as const));
  const reports = found.flatMap(([, report]) => report ?? []);
  const missing = found.filter(([, report]) => report === undefined).map(([region]) => region);
  if (values.json) console.log(JSON.stringify({ date, missing, reports }));
  else if (values.html) await writePages(values.html, reports);
  else for (const report of reports) console.log(morningLines(report, process.stdout.isTTY));
  for (const region of missing) console.error(`${region}: no restore test reported on ${date}`);
  if (missing.length > 0 || reports.some(({ colour }) => colour === 'red')) process.exitCode = 1;
}

await runCommand({ show: morning }, 'show', USAGE);
