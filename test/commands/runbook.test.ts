import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followRun } from '../../commands/runbook/follow.ts';
import { findRunbook, lastExecutions, startRunbook, stopRunbook } from '../../commands/runbook/runbooks.ts';
import { placed } from '../../commands/runbook/start.ts';
import { type Served, serveStepFunctions } from '../../twin/step-functions/wire/serve.ts';

const DEFINITIONS = {
  tell: {
    StartAt: 'Read what is asked',
    States: {
      'Read what is asked': { Type: 'Pass', Next: 'Tell it' },
      'Tell it': { Type: 'Succeed', Output: '{% {"told": $states.input.word} %}' },
    },
  },
  refuse: { StartAt: 'Refuse', States: { Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'on purpose' } } },
  wait: { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 600, End: true } } },
} as const;

let served: Served;
let client: SFNClient;

beforeAll(async () => {
  const none = () => Promise.reject(new Error('no machine here has tasks'));
  served = await serveStepFunctions({ tasks: { invokeFunction: none, callService: none } });
  for (const [name, machine] of Object.entries(DEFINITIONS))
    served.runner.define({
      name: `permanence-test-${name}`,
      arn: `arn:aws:states:eu-west-3:000000000000:stateMachine:permanence-test-${name}`,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...machine }),
    });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SFNClient({ region: 'eu-west-3', endpoint: served.url, credentials });
});
afterAll(() => served?.close());

const started = async (runbook: string, input = '{}') =>
  startRunbook(client, await findRunbook(client, 'test', runbook), input);

test('a run is followed state by state, and ends with its output', async () => {
  const said: string[] = [];
  const ended = await followRun(client, await started('tell', '{"word":"good"}'), (line) => said.push(line));
  expect(ended).toEqual({ status: 'SUCCEEDED', output: '{"told":"good"}' });
  expect(said).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d Read what is asked$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d Tell it$/),
  ]);
});

test('a run that fails says why', async () => {
  expect(await followRun(client, await started('refuse'), () => {})).toMatchObject({
    status: 'FAILED',
    error: 'Refused',
    cause: 'on purpose',
  });
});

test('what runs of a runbook is stopped, and nothing else', async () => {
  const execution = await started('wait');
  const wait = await findRunbook(client, 'test', 'wait');
  expect(await stopRunbook(client, wait, 'the test ends')).toEqual([execution]);
  expect((await lastExecutions(client, wait, 1))[0]?.status).toBe('ABORTED');
  expect(await stopRunbook(client, wait, 'again')).toEqual([]);
});

test('a runbook that is not deployed is an error that names those that are', async () => {
  await expect(findRunbook(client, 'test', 'paint')).rejects.toThrow('it has: ');
  await expect(findRunbook(client, 'moon', 'tell')).rejects.toThrow('moon has no runbook tell; it has: none');
});

const PARIS = 'eu-west-3';
const FRANKFURT = 'eu-central-1';
const asked = { input: {}, follow: true };

test.each([
  ['failover', { ...asked, about: PARIS }],
  ['failover', { ...asked, region: FRANKFURT }],
  ['failover', { ...asked, input: { region: 'paris' } }],
  ['failback', { ...asked, about: PARIS }],
])('%s of Paris, said as %j, runs in Frankfurt', (runbook, words) => {
  expect(placed(runbook, words)).toEqual({ input: JSON.stringify({ region: PARIS }), region: FRANKFURT });
});

test.each([
  ['which Region is meant', 'failover', asked],
  ['which Region is meant', 'failback', asked],
  ['differ', 'failover', { ...asked, about: PARIS, input: { region: FRANKFURT } }],
  ['runs in the other Region', 'failover', { ...asked, about: PARIS, region: PARIS }],
])('words that say less or more than one Region are refused: %s', (says, runbook, words) => {
  expect(() => placed(runbook, words)).toThrow(says);
});
