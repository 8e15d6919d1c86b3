/** How fast a restored ledger is checked, in two sandboxes beside each other. The last line is JSON with `--json`. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { ConcludeAnswer, PlanAnswer } from '../lambdas/boot-check/events.ts';
import { startLocalDynamoDb } from '../twin/dynamodb/local.ts';
import { benchCheck } from './boot-check/check.ts';
import { type Filled, filledLedger } from './boot-check/filled.ts';
import { inSandboxes } from './boot-check/sandboxes.ts';
import { sharedClient } from './checkout/clients.ts';
import { environmentFor } from './checkout/environment.ts';
import { rounded } from './statistics.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, entries: { type: 'string', default: '50000' } },
});

const SANDBOXES = 2;
const TILLS = 11;
const ROUNDS = 3;
const PATIENCE_MS = 120_000;

async function measureOnce({ ledger, devices, entries }: Filled) {
  const check = benchCheck();
  const about = { kind: 'ledger', table: ledger, taken_at: '2026-11-25T03:00:00Z', compare: false };
  const started = performance.now();
  const { parts } = (await check({ step: 'plan', ...about })) as PlanAnswer;
  const planned = performance.now();
  const eventOf = (part: object) => ({ step: 'part', ...about, part, companions: { devices } });
  const checked = await inSandboxes(SANDBOXES, parts, eventOf);
  const tallies = checked.map(({ tally }) => tally);
  const done = (await check({ step: 'conclude', ...about, tallies })) as ConcludeAnswer;
  if (!done.boots || done.entries !== entries) throw new Error(`a right ledger was refused: ${JSON.stringify(done)}`);
  const check_s = (performance.now() - started) / 1000;
  return {
    parts: parts.length,
    plan_s: rounded((planned - started) / 1000),
    check_s: rounded(check_s),
    entries_per_s: rounded(entries / check_s),
    /** By the processor time of the sandboxes: what one core does when nobody else wants it, DynamoDB Local not counted. */
    entries_per_core_s: rounded(entries / checked.reduce((sum, { cpu_s }) => sum + cpu_s, 0)),
    s_per_million: rounded((check_s / entries) * 1e6),
    peak_mb: Math.round(Math.max(...checked.map(({ peak_mb }) => peak_mb))),
  };
}

async function measure() {
  const database = await startLocalDynamoDb({ large: true });
  try {
    Object.assign(process.env, environmentFor(database.endpoint));
    const filled = await filledLedger(sharedClient(), Number(values.entries), TILLS, PATIENCE_MS, 20_261_124);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measureOnce(filled));
    return { entries: filled.entries, sandboxes: SANDBOXES, rounds };
  } finally {
    await database.stop();
  }
}

const started = new Date();
const figures = await measure();
console.log(`${figures.entries} entries in ${figures.sandboxes} sandboxes; goal: at most 60 s a million`);
console.table(figures.rounds);
if (values.json) {
  const took_s = Math.round((Date.now() - started.getTime()) / 1000);
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg().map(rounded) };
  console.log(
    JSON.stringify({
      bench: 'boot-check',
      at: started.toISOString(),
      took_s,
      machine,
      node: process.version,
      ...figures,
    }),
  );
}
