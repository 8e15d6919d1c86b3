import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machine, oracle } from './support/machines.ts';

let directory: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'machines-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

async function served(): Promise<SFNClient> {
  const file = new URL('support/killed-process.ts', import.meta.url).pathname;
  child = spawn(process.execPath, [file, directory, join(directory, 'log')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new SFNClient({ region: 'eu-west-3', endpoint: String(line).trim(), credentials });
}

const logged = () => readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');

it('an execution survives the killing of its process; what was done is not done again', {
  timeout: 20_000,
}, async () => {
  const ask = (name: string, more: object = {}) => oracle({ Arguments: { FunctionName: name, Payload: {} }, ...more });
  const definition = JSON.stringify(
    machine({ A: ask('fast', { Next: 'B' }), B: ask('slow', { Next: 'C' }), C: ask('last') }),
  );
  const before = await served();
  const { stateMachineArn } = await before.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn: 'r' }));
  const { executionArn } = await before.send(new StartExecutionCommand({ stateMachineArn }));
  while (!readLog().includes('slow')) await new Promise((look) => setTimeout(look, 10));
  child?.kill('SIGKILL');

  const after = await served();
  for (;;) {
    const { status, output } = await after.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'RUNNING') await new Promise((look) => setTimeout(look, 20));
    else {
      expect([status, output]).toEqual(['SUCCEEDED', '"last"']);
      break;
    }
  }
  expect(logged()).toEqual(['fast', 'slow', 'slow', 'last']);
});

function readLog(): string[] {
  try {
    return logged();
  } catch {
    return [];
  }
}
