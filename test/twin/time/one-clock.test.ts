import { execFileSync } from 'node:child_process';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { environmentOf } from '../../../twin/environment.ts';
import { startTwin } from '../../../twin/supervisor/start-twin.ts';
import { statusOf } from '../../../twin/supervisor/status.ts';
import type { Twin } from '../../../twin/supervisor/twin.ts';
import { setClock } from '../../../twin/time/shifted-clock.ts';
import { writeAssembly } from '../support/assembly.ts';
import { clientOf } from '../support/database.ts';

const START_MS = 60_000;
const BEGINS = Date.parse('2027-02-28T23:58:00Z');
/** Longer than the tests of this file take. */
const WITHIN_MS = 10 * 60_000;

let twin: Twin;
const before = new Date();
beforeAll(async () => {
  setClock(new Date(BEGINS));
  twin = await startTwin({ cdkOut: writeAssembly(), distance: NEXT_DOOR });
}, START_MS);
afterAll(() => twin?.stop(), START_MS);

function expectTwinTime(at_ms: number): void {
  expect(at_ms).toBeGreaterThanOrEqual(BEGINS);
  expect(at_ms).toBeLessThan(BEGINS + WITHIN_MS);
}

test('the process that sets the clock tells that time, as text and as a date, and runs on', async () => {
  const first = Date.now();
  expectTwinTime(first);
  expectTwinTime(Date.parse(new Date().toISOString()));
  expectTwinTime(Date.parse(Date()));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(Date.now() - first).toBeGreaterThanOrEqual(15);
});

test('a date that is given stays as it is, and is a date', () => {
  expect(new Date('2024-02-29T12:00:00Z').toISOString()).toBe('2024-02-29T12:00:00.000Z');
  expect(new Date(2024, 1, 29).getMonth()).toBe(1);
  expect(new Date()).toBeInstanceOf(Date);
  expect(before).toBeInstanceOf(Date);
  expect(new Date().constructor).toBe(Date);
});

test('a function in a sandbox of each Region tells the time of the twin, and so does the date of its answer', async () => {
  for (const { url, name } of twin.regions) {
    const response = await fetch(`${url}/sales/at-${name}`, {
      method: 'PUT',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      body: '{"amount":1}',
    });
    const { at } = (await response.json()) as { at: string };
    expectTwinTime(Date.parse(at));
    // Tills hold their clock against the date of an answer, which says whole seconds.
    expectTwinTime(Date.parse(response.headers.get('date') ?? '') + 999);
  }
});

test('a table was made at a time of the twin, as its Region describes it', async () => {
  const [table] = twin.outside.plan.tables;
  const client = clientOf(twin.dynamodbEndpoint('paris'));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table?.name }));
  // DynamoDB Local says whole seconds.
  expectTwinTime((Table?.CreationDateTime?.getTime() ?? 0) + 999);
});

test('a command in another terminal has the clock of the twin by what the twin gives it', () => {
  const env = { PATH: process.env.PATH, ...environmentOf(statusOf(twin), 'paris') };
  expectTwinTime(Number(execFileSync(process.execPath, ['-p', 'Date.now()'], { env, encoding: 'utf8' })));
});

test('a process that is started with the whole environment has the clock, and so has what that one starts', () => {
  const inner = `execFileSync(process.execPath, ['-p', 'Date.now()'], { encoding: 'utf8' })`;
  const said = execFileSync(process.execPath, ['-p', `require('node:child_process').${inner}`], { encoding: 'utf8' });
  expectTwinTime(Number(said));
});
