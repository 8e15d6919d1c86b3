/** Time of closings and of the X report by entries since the last closing. The last line is JSON with `--json`. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startLocalDynamoDb } from '../twin/dynamodb/local.ts';
import { environmentFor } from './checkout/environment.ts';
import { measureClosings } from './closing/measure.ts';
import { rounded } from './statistics.ts';

const { values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });

/** The longest stretch may take this much longer than the shortest. */
const GOAL_RATIO = 1.2;

async function measured() {
  const database = await startLocalDynamoDb();
  try {
    Object.assign(process.env, environmentFor(database.endpoint));
    return await measureClosings();
  } finally {
    await database.stop();
  }
}

const started = new Date();
const figures = await measured();
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg().map(rounded) };
const isMet = figures.every(({ ratio }) => ratio <= GOAL_RATIO);

console.table(figures.map(({ requests, ...figure }) => ({ ...figure, requests: requests.join(' ') })));
console.log(`ratio from the shortest to the longest at most ${GOAL_RATIO}: ${isMet ? 'met' : 'missed'}`);
if (values.json) {
  const took_s = Math.round((Date.now() - started.getTime()) / 1000);
  const run = { at: started.toISOString(), took_s, machine, node: process.version };
  console.log(JSON.stringify({ bench: 'closing', ...run, figures, goal: { ratio: GOAL_RATIO, met: isMet } }));
}
