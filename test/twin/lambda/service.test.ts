import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../twin/lambda/outcome.ts';
import { type LambdaService, lambdaService } from '../../../twin/lambda/service.ts';

const CODE = `
import { setTimeout as sleep } from 'node:timers/promises';
let calls = 0;
export const handler = async ({ exit, fail, sleepMs = 0 }, context) => {
  calls += 1;
  console.log('called', calls);
  if (exit !== undefined) process.exit(exit);
  if (fail) throw new TypeError(fail);
  await sleep(sleepMs);
  const { AWS_REGION, GREETING, HOME } = process.env;
  return { pid: process.pid, calls, left: context.getRemainingTimeInMillis(), AWS_REGION, GREETING, HOME };
};
`;

interface Answer {
  readonly pid: number;
  readonly calls: number;
  readonly left: number;
}

const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
writeFileSync(join(folder, 'index.mjs'), CODE);

function service(
  change: { handler?: string; timeoutSeconds?: number; sandboxes?: number; idleLimitMs?: number } = {},
): LambdaService {
  const { handler = 'index.handler', timeoutSeconds = 2, sandboxes = 2, idleLimitMs = 60_000 } = change;
  const plan = { name: 'f', handler, code: folder, environment: { GREETING: 'hi' }, timeoutSeconds };
  const surroundings = {
    region: 'eu-west-3',
    dynamodbEndpoint: 'x',
    kmsEndpoint: 'x',
    logDir: folder,
    sandboxes,
    idleLimitMs,
  };
  return lambdaService([{ ...plan, memoryMegabytes: 256, logFormat: 'Text' }], surroundings);
}

const invoke = (lambda: LambdaService, event: object = {}): Promise<Outcome> =>
  lambda.invoke('f', JSON.stringify(event));

async function answerOf(outcome: Outcome | Promise<Outcome>): Promise<Answer> {
  const settled = await outcome;
  if (settled.kind !== 'answered') throw new Error(JSON.stringify(settled));
  return JSON.parse(settled.payload) as Answer;
}

async function errorOf(outcome: Promise<Outcome>): Promise<object> {
  const settled = await outcome;
  return settled.kind === 'failed' ? JSON.parse(settled.payload) : settled;
}

test('a sandbox has the function’s environment and Lambda’s, and nothing of this machine', async () => {
  const answer = await answerOf(invoke(service()));
  expect(answer).toMatchObject({ AWS_REGION: 'eu-west-3', GREETING: 'hi' });
  expect(answer).not.toHaveProperty('HOME');
  expect(answer.left).toBeGreaterThan(1_000);
});

test('a warm sandbox is used again, and a second one only while it is busy', async () => {
  const lambda = service({ timeoutSeconds: 5 });
  const first = await answerOf(invoke(lambda));
  const second = await answerOf(invoke(lambda));
  expect(second).toMatchObject({ pid: first.pid, calls: 2 });
  const both = await Promise.all(
    [invoke(lambda, { sleepMs: 1_500 }), invoke(lambda, { sleepMs: 1_500 })].map(answerOf),
  );
  expect(new Set(both.map(({ pid }) => pid)).size).toBe(2);
});

test('a call that follows an answer at once goes to the sandbox that gave it, not to one that was idle for long', async () => {
  const lambda = service({ timeoutSeconds: 5 });
  await Promise.all([invoke(lambda, { sleepMs: 1_500 }), invoke(lambda, { sleepMs: 1_500 })]);
  await sleep(100);
  const { pid } = await answerOf(invoke(lambda));
  for (let again = 0; again < 5; again++) expect((await answerOf(invoke(lambda))).pid).toBe(pid);
});

test('a call that follows a timeout at once gets a sandbox that is idle', async () => {
  const lambda = service();
  const both = await Promise.all(
    [invoke(lambda, { sleepMs: 1_500 }), invoke(lambda, { sleepMs: 1_500 })].map(answerOf),
  );
  await sleep(100);
  expect(await errorOf(invoke(lambda, { sleepMs: 5_000 }))).toMatchObject({ errorType: 'Sandbox.Timedout' });
  const next = await answerOf(invoke(lambda));
  expect(both.map(({ pid }) => pid)).toContain(next.pid);
});

test('the oldest idle sandbox is used, not the one that answered last', async () => {
  const lambda = service({ timeoutSeconds: 5 });
  const { pid } = await answerOf(invoke(lambda));
  await sleep(100);
  await Promise.all([invoke(lambda, { sleepMs: 1_000 }), invoke(lambda, { sleepMs: 1_500 })]);
  await sleep(100);
  expect((await answerOf(invoke(lambda))).pid).toBe(pid);
});

test('a function that throws fails as Lambda reports it and keeps its sandbox', async () => {
  const lambda = service();
  expect(await errorOf(invoke(lambda, { fail: 'oops' }))).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'oops',
  });
  expect(await answerOf(invoke(lambda))).toMatchObject({ calls: 2 });
});

test('a function that takes too long is ended, and the next call gets a new sandbox', async () => {
  const lambda = service({ timeoutSeconds: 0.3 });
  const error = await errorOf(invoke(lambda, { sleepMs: 5_000 }));
  expect(error).toMatchObject({ errorType: 'Sandbox.Timedout' });
  expect(error).toMatchObject({ errorMessage: expect.stringContaining('Task timed out after 0.30 seconds') });
  expect(await answerOf(invoke(lambda))).toMatchObject({ calls: 1 });
});

test('a function whose process ends fails, and the next call gets a new sandbox', async () => {
  const lambda = service();
  expect(await errorOf(invoke(lambda, { exit: 3 }))).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringContaining('exit status 3'),
  });
  expect(await answerOf(invoke(lambda))).toMatchObject({ calls: 1 });
});

test('a sandbox can be killed in the middle of a call', async () => {
  const lambda = service();
  await invoke(lambda);
  const call = errorOf(invoke(lambda, { sleepMs: 1_500 }));
  await sleep(100);
  expect(lambda.killSandbox('f')).toBe(true);
  expect(await call).toMatchObject({ errorMessage: expect.stringContaining('signal: SIGKILL') });
});

test('a function that cannot be loaded fails with the reason', async () => {
  expect(await errorOf(invoke(service({ handler: 'index.nobody' })))).toMatchObject({
    errorType: 'Runtime.HandlerNotFound',
  });
});

test('calls wait for a sandbox when there may be no more of them', async () => {
  const lambda = service({ sandboxes: 1 });
  const all = await Promise.all([1, 2, 3].map(() => answerOf(invoke(lambda))));
  expect(all.map(({ calls }) => calls)).toEqual([1, 2, 3]);
});

test('a call that waits for more than 5 s is throttled', { timeout: 15_000 }, async () => {
  const lambda = service({ sandboxes: 1, timeoutSeconds: 10 });
  const long = invoke(lambda, { sleepMs: 6_500 });
  expect(await invoke(lambda)).toEqual({ kind: 'throttled' });
  expect(lambda.killSandbox('f')).toBe(true);
  await long;
});

test('what a function prints goes to its log file', async () => {
  await invoke(service());
  expect(readFileSync(join(folder, 'eu-west-3-f.log'), 'utf8')).toMatch(/INFO\tcalled 1/);
});

test('sandboxes of a past rush are given back, and the oldest stays warm', async () => {
  const lambda = service({ sandboxes: 6, idleLimitMs: 400 });
  const first = await answerOf(invoke(lambda));
  const rush = await Promise.all(Array.from({ length: 6 }, () => answerOf(invoke(lambda, { sleepMs: 700 }))));
  const pids = [...new Set(rush.map(({ pid }) => pid))];
  expect(pids.length).toBeGreaterThan(2);
  const alive = () => pids.filter((pid) => isRunning(pid));
  await expect.poll(alive, { timeout: 10_000 }).toEqual([first.pid]);
  expect((await answerOf(invoke(lambda))).pid).toBe(first.pid);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
