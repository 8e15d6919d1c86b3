import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startLocalDynamoDb } from '../../twin/dynamodb/local.ts';
import { CREDENTIALS } from '../../twin/dynamodb/tables.ts';
import { environmentFor, REGION } from './environment.ts';
import { type Figures, MEASUREMENTS, type MeasurementName } from './measurements.ts';
import { createTables } from './tables.ts';

export interface RunOptions {
  seed: number;
  only: readonly string[];
  /** Passed on to the measurements. */
  flags: readonly string[];
}

function measure(name: string, { seed, flags }: RunOptions, endpoint: string): Promise<unknown> {
  const discarded = openSync(devNull, 'w');
  const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [name, String(seed), ...flags], {
    env: { ...process.env, ...environmentFor(endpoint) },
    stdio: ['ignore', discarded, 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('exit', (code) => {
      closeSync(discarded);
      reject(new Error(`the measurement ${name} ended (${code}) without a figure`));
    });
  });
}

/** Takes the measurements one after the other against one DynamoDB Local, which it starts and stops. */
export async function run(options: RunOptions): Promise<Partial<Figures>> {
  const database = await startLocalDynamoDb();
  try {
    const { endpoint } = database;
    await createTables(new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS }));
    const figures: Record<string, unknown> = {};
    for (const name of Object.keys(MEASUREMENTS) as MeasurementName[]) {
      if (options.only.length > 0 && !options.only.includes(name)) continue;
      const started = performance.now();
      figures[name] = await measure(name, options, endpoint);
      console.error(`${name}: measured in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
    return figures;
  } finally {
    await database.stop();
  }
}
