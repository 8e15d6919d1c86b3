import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import { type Served, serveStepFunctions } from '../../../twin/step-functions/wire/serve.ts';
import { type MachinesFront, serveMachinesFront } from '../../../twin/supervisor/machines-front.ts';

const REGIONS = ['eu-west-3', 'eu-central-1'];

let front: MachinesFront;
let served: Served[];
const none = () => Promise.reject(new Error('no machine here has tasks'));

/** Step Functions of one Region, with one machine named after it. */
async function serve(region: string): Promise<Served> {
  const one = await serveStepFunctions({ region, tasks: { invokeFunction: none, callService: none } });
  const definition = '{"QueryLanguage":"JSONata","StartAt":"End","States":{"End":{"Type":"Succeed"}}}';
  one.runner.define({ name: region, arn: `arn:aws:states:${region}:000000000000:stateMachine:${region}`, definition });
  front.route(region, one.url);
  return one;
}

beforeEach(async () => {
  front = await serveMachinesFront();
  served = await Promise.all(REGIONS.map(serve));
});
afterEach(async () => {
  await front.close();
  await Promise.all(served.map((one) => one.close()));
});

async function machinesIn(region: string): Promise<(string | undefined)[]> {
  const client = new SFNClient({ region, endpoint: front.url, credentials: CREDENTIALS, maxAttempts: 1 });
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  return stateMachines.map(({ name }) => name);
}

test('the signature of a request says whose machines are meant', async () => {
  for (const region of REGIONS) expect(await machinesIn(region)).toEqual([region]);
});

test('machines of a Region that is down cannot be reached, those of the other can', async () => {
  front.route('eu-west-3', undefined);
  await expect(machinesIn('eu-west-3')).rejects.toThrow();
  expect(await machinesIn('eu-central-1')).toEqual(['eu-central-1']);
});
