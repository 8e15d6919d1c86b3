import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import { environmentOf } from '../../../twin/environment.ts';
import { command, status } from '../../../twin/supervisor/control-client.ts';
import { startTwin } from '../../../twin/supervisor/start-twin.ts';
import type { Twin } from '../../../twin/supervisor/twin.ts';
import { writeAssembly } from '../support/assembly.ts';
import { clientOf, has } from '../support/database.ts';

const START_MS = 60_000;
const controlFile = join(mkdtempSync(join(tmpdir(), 'control-')), 'control.json');

let twin: Twin;
const prepared: string[] = [];

beforeAll(async () => {
  twin = await startTwin({
    cdkOut: writeAssembly(),
    distance: NEXT_DOOR,
    controlFile,
    prepare: async ({ kmsEndpoint, plan }) => {
      for (const { region } of plan.regions) {
        const kms = new KMSClient({ endpoint: kmsEndpoint, region, credentials: CREDENTIALS });
        prepared.push((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/sealing' }))).KeyMetadata?.Arn ?? '');
      }
    },
  });
}, START_MS);
afterAll(() => twin?.stop(), START_MS);

const urlOf = (name: string): string => twin.regions.find((region) => region.name === name)?.url ?? '';

const sell = (region: string, sale: string): Promise<Response> =>
  fetch(`${urlOf(region)}/sales/${sale}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: '{"amount":1}',
  });

test('what a new world needs is put in before any Region serves', () => {
  expect(prepared).toEqual([expect.stringContaining(':eu-west-3:'), expect.stringContaining(':eu-central-1:')]);
});

test('both Regions serve, and write to the one logical copy', async () => {
  for (const region of ['paris', 'frankfurt']) {
    const response = await sell(region, `from-${region}`);
    expect(response.status).toBe(201);
    expect(await has(clientOf(twin.outside.dynamodbEndpoint), `from-${region}`)).toBe(true);
  }
});

test('a killed Region refuses connections, the other goes on, and it comes back on the same port', {
  timeout: START_MS,
}, async () => {
  const before = urlOf('paris');
  await twin.kill('paris');
  await expect(sell('paris', 'lost')).rejects.toThrow('fetch failed');
  expect((await sell('frankfurt', 'goes-on')).status).toBe(201);
  expect(twin.regions[0]?.running).toBe(false);
  await twin.start('paris');
  expect(urlOf('paris')).toBe(before);
  expect((await sell('paris', 'back')).status).toBe(201);
});

test('a Region that is cut off fails closed', { timeout: START_MS }, async () => {
  twin.isolate('frankfurt');
  expect((await sell('frankfurt', 'cut-off')).status).toBe(502);
  twin.heal('frankfurt');
  expect((await sell('frankfurt', 'joined')).status).toBe(201);
});

test('commands reach the twin through its control file', { timeout: START_MS }, async () => {
  const killed = await command('frankfurt', 'kill', {}, controlFile);
  expect(killed.regions.map(({ name, running }) => [name, running])).toEqual([
    ['paris', true],
    ['frankfurt', false],
  ]);
  await command('eu-central-1', 'start', {}, controlFile);
  await command('paris', 'faults', { throttle: '1' }, controlFile);
  expect((await sell('paris', 'throttled')).status).toBe(503);
  const { regions } = await command('paris', 'heal', {}, controlFile);
  expect(regions[0]?.happened.throttle).toBe(1);
});

test.each([
  ['moon', 'kill', {}, 'There is no Region moon; there are: paris, frankfurt'],
  ['paris', 'paint', {}, 'unknown action paint'],
  ['paris', 'slow', { ms: 'very' }, 'ms must be a number'],
  ['paris', 'faults', { reset: 2 }, 'reset is a probability'],
  ['paris', 'faults', { rain: 1 }, 'unknown fault rain'],
] as const)('a command that is wrong says why: %s %s', async (region, action, input, why) => {
  await expect(command(region, action, input, controlFile)).rejects.toThrow(why);
});

test('other commands get the endpoints as AWS variables', async () => {
  expect(environmentOf(await status(controlFile), 'paris')).toMatchObject({
    AWS_REGION: 'eu-west-3',
    AWS_ENDPOINT_URL_DYNAMODB: twin.dynamodbEndpoint('paris'),
    AWS_ENDPOINT_URL_KMS: twin.kmsEndpoint('paris'),
    PERMANENCE_ENVIRONMENT: 'production',
  });
});
