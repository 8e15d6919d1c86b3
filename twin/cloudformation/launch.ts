import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fencedTables } from './fence.ts';
import type { Run, Told } from './messages.ts';
import type { StackPlan } from './stack-plan.ts';
import type { Launch, RunningStack } from './stacks.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** A few people look at a clone. */
const SANDBOXES = 2;

export interface LaunchOptions {
  readonly logDir: string;
  /** A Region's own way to DynamoDB. */
  readonly dynamodbEndpoint: (region: string) => string;
  /** KMS that knows no key but that of clones. */
  readonly kmsEndpoint: string;
}

/** Longer than a stack takes to serve on a busy machine. */
const STARTS_WITHIN_MS = 120_000;

function told(child: ChildProcess): Promise<Told> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve({ kind: 'failed', why: 'it did not serve in time' }), STARTS_WITHIN_MS);
    late.unref();
    child.once('message', resolve);
    child.once('exit', () => resolve({ kind: 'failed', why: 'its process ended' }));
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

async function started(run: Run, logFile: string): Promise<RunningStack> {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [MAIN], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
  // The child has its own by now.
  closeSync(log);
  const answer = told(child);
  child.send(run);
  const message = await answer;
  if (message.kind === 'serving') return { url: message.url, stop: () => killed(child) };
  await killed(child);
  throw new Error(message.why);
}

/** Runs stacks as process groups of their own, which reach their own tables and the key of clones, and nothing else. */
export const launcher =
  ({ logDir, dynamodbEndpoint, kmsEndpoint }: LaunchOptions): Launch =>
  async ({ name, region, functions, api, tables }: StackPlan) => {
    const fence = await fencedTables(dynamodbEndpoint(region), tables);
    const surroundings = { region, dynamodbEndpoint: fence.url, kmsEndpoint, logDir, sandboxes: SANDBOXES };
    try {
      const { url, stop } = await started({ functions, api, surroundings }, join(logDir, `${name}.log`));
      return { url, stop: () => stop().then(fence.close) };
    } catch (error) {
      await fence.close();
      throw error;
    }
  };
