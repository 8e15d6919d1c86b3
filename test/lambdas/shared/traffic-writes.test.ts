import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { beforeAll, expect, inject, it } from 'vitest';
import { trafficAttribute } from '../../../domain/traffic/traffic.ts';
import { trafficKey } from '../../../lambdas/shared/traffic-item.ts';
import { asItIs, aslOf, type MachineName } from '../../model/traffic/writes.ts';
import { type Attributes, oneItem } from '../../support/one-item-table.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const HERE = 'eu-central-1';
const THERE = 'eu-west-3';
const WRITES = [
  ['failover', 'Leave the Region'],
  ['failover', 'Take the switch back'],
  ['failback', 'Let a share of the traffic back'],
  ['failback', 'Let all traffic back'],
  ['failback', 'Leave the Region again'],
] as const satisfies readonly (readonly [MachineName, string])[];

const client = outsideClient(inject('dynamodb'));
const { writeOf } = aslOf(asItIs);
let table = '';
beforeAll(async () => {
  table = await createTable(client, 'operations');
});

const serves = fc.constantFrom('all', 'canary', 'none');
const revision = fc.integer({ min: 0, max: 3 });
const run = fc.constantFrom('one', 'two');
const instant = fc.constantFrom('2026-12-01T05:00:00.000Z', '2026-12-01T05:20:00.000Z');

/** Any item that runs could leave, and many that they could not. */
const item = fc
  .record({ revision, run, until: instant, moved_by: run, here: serves, there: serves }, { requiredKeys: [] })
  .map(({ revision: number, here, there, ...texts }): Attributes => {
    const named = { [trafficAttribute('serves', HERE)]: here, [trafficAttribute('serves', THERE)]: there, ...texts };
    const said = Object.entries(named).filter(([, value]) => value !== undefined);
    const numbered = number === undefined ? {} : { revision: { N: String(number) } };
    return { ...Object.fromEntries(said.map(([name, value]) => [name, { S: String(value) }])), ...numbered };
  });

const asked = fc.record({
  write: fc.constantFrom(...WRITES),
  item,
  run,
  moment: instant,
  revision,
  own: serves,
  left: serves,
});

it('DynamoDB takes, refuses and carries out every write of the traffic as the table of the model does', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ write: [machine, state], item: found, own, left, ...rest }) => {
      const of = (one: string) => ({ serves: one, by: 'a run', game_day: 'none' });
      const seen = { revision: rest.revision, own: of(own), left: of(left) };
      const options = { region: THERE, game_day: 'none' };
      const variables = { ...rest, options, evidence: { traffic: seen }, back: { traffic: seen } };
      const update = await writeOf(machine, state, HERE, variables);
      await client.send(new PutItemCommand({ TableName: table, Item: { ...found, ...trafficKey } }));
      const taken = await client.send(new UpdateItemCommand({ ...update, TableName: table, Key: trafficKey })).then(
        () => true,
        (error: Error) => (error.name === 'ConditionalCheckFailedException' ? false : Promise.reject(error)),
      );
      const model = oneItem({ ...found, ...trafficKey });
      expect(() => model.update(update)).toSatisfy((change: () => void) => {
        try {
          change();
          return taken;
        } catch {
          return !taken;
        }
      });
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: trafficKey, ConsistentRead: true }),
      );
      expect(Item).toEqual(model.now());
    }),
    { numRuns: 150 },
  );
});
