/** Figures of tax-free refunds, with customs and the acquirer as models that answer at once. The last line is JSON with `--json`. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createFormTable } from '../test/support/tax-free/table.ts';
import { startLocalDynamoDb } from '../twin/dynamodb/local.ts';
import { sharedClient } from './checkout/clients.ts';
import { environmentFor } from './checkout/environment.ts';
import { createChainTable } from './checkout/tables.ts';
import { measurePassport } from './passport/reading.ts';
import { rounded } from './statistics.ts';
import { measureOwnTime } from './tax-free/own-time.ts';
import { measureRequests } from './tax-free/requests.ts';

const { values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });

/** Everything that needs the database, which it starts and stops. */
async function measureForms() {
  const database = await startLocalDynamoDb();
  try {
    Object.assign(process.env, environmentFor(database.endpoint));
    const outsider = sharedClient();
    const ledger = 'bench-tax-free-ledger';
    await createChainTable(outsider, ledger);
    const tables = { ledger, taxFree: await createFormTable(outsider) };
    return { requests: await measureRequests(tables), own_time: await measureOwnTime(tables) };
  } finally {
    await database.stop();
  }
}

const started = new Date();
const passport = measurePassport();
const { requests, own_time } = await measureForms();
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg().map(rounded) };

console.log(`Passport: ${passport.ours_us} µs, the mrz package ${passport.mrz_us} µs, ${passport.ratio} times as much`);
console.table(Object.fromEntries(Object.entries(requests).map(([step, { commands }]) => [step, commands.join(' ')])));
for (const { kiosks, forms, forms_per_s, ...steps } of own_time) {
  console.log(`Own time, kiosks: ${kiosks}; ${forms} forms, ${forms_per_s} a second`);
  console.table(steps);
}
if (values.json) {
  const took_s = Math.round((Date.now() - started.getTime()) / 1000);
  const run = { at: started.toISOString(), took_s, machine, node: process.version };
  console.log(JSON.stringify({ bench: 'tax-free', ...run, passport, requests, own_time }));
}
