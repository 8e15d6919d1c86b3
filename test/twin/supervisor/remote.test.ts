import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { WorldPlan } from '../../../twin/assembly/plan.ts';
import { sandboxEnvironment } from '../../../twin/lambda/surroundings.ts';
import { Closers } from '../../../twin/supervisor/closers.ts';
import { addressesOf, type Remote, startRemote, tellWebhooks } from '../../../twin/supervisor/remote.ts';
import { actOnRemote } from '../../../twin/supervisor/remote-actions.ts';

const START_MS = 60_000;

const closers = new Closers();
afterEach(() => closers.close());

const functionOf = (environment: Record<string, string>) => ({
  name: 'tax-free',
  handler: 'index.handler',
  code: '/',
  environment,
  timeoutSeconds: 5,
  memoryMegabytes: 512,
  logFormat: 'JSON',
});

const planOf = (environment: Record<string, string>): WorldPlan => ({
  environment: 'production',
  tables: [],
  vaults: [],
  backupPlans: [],
  routing: { records: [], checks: [] },
  regions: [
    {
      name: 'paris',
      region: 'eu-west-3',
      functions: [functionOf(environment)],
      keys: [],
      apis: [],
      schedules: [],
      machines: [],
      watch: { filters: [], alarms: [], unwatched: [], composites: [], starts: [] },
    },
  ],
});

const started = (environment: Record<string, string>): Promise<Remote> =>
  startRemote(planOf(environment), { dataDir: mkdtempSync(join(tmpdir(), 'remote-')) }, closers);

const answers = (url = ''): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('a world that speaks with nobody starts nobody', async () => {
  expect(await started({ LEDGER_TABLE: 'ledger' })).toEqual({});
});

test('customs and the acquirer run as processes of their own, answer, and end with the twin', {
  timeout: START_MS,
}, async () => {
  const remote = await started({ CUSTOMS_URL: 'https://customs', ACQUIRER_URL: 'test' });
  const { customs, acquirer } = remote;
  expect(await customs?.records()).toEqual([]);
  expect(await acquirer?.movements()).toEqual([]);
  await tellWebhooks(remote, ['http://127.0.0.1:1', 'http://127.0.0.1:2']);
  expect(await Promise.all([answers(customs?.url), answers(acquirer?.url)])).toEqual([true, true]);
  await closers.close();
  expect(await Promise.all([answers(customs?.url), answers(acquirer?.url)])).toEqual([false, false]);
});

test('a function that names a remote service finds its stand-in, and one that does not gets nothing new', {
  timeout: START_MS,
}, async () => {
  const remote = await started({ CUSTOMS_URL: 'https://customs' });
  const surroundings = {
    region: 'eu-west-3',
    dynamodbEndpoint: 'x',
    kmsEndpoint: 'x',
    logDir: '/',
    sandboxes: 1,
    addresses: addressesOf(remote),
  };
  const variables = (environment: Record<string, string>) =>
    sandboxEnvironment(functionOf(environment), surroundings, 'x').CUSTOMS_URL;
  expect(variables({ CUSTOMS_URL: 'https://customs' })).toBe(remote.customs?.url);
  expect(variables({ LEDGER_TABLE: 'ledger' })).toBeUndefined();
});

test('what people type changes how a service behaves; what is not understood says what would be', {
  timeout: START_MS,
}, async () => {
  const remote = await started({ CUSTOMS_URL: 'https://customs' });
  for (const [action, input] of [
    ['delay', { from: '10', to: '20' }],
    ['refuse', {}],
    ['mute', { by: '0.5' }],
    ['heal', {}],
    ['nightly', {}],
  ] as const)
    await actOnRemote(remote, 'customs', action, input);
  await expect(actOnRemote(remote, 'customs', 'bribe', {})).rejects.toThrow('known: delay, refuse, mute');
  await expect(actOnRemote(remote, 'customs', 'lose', { by: '2' })).rejects.toThrow('from 0 to 1');
  await expect(actOnRemote(remote, 'acquirer', 'mute', {})).rejects.toThrow('nothing of this world speaks with');
});
