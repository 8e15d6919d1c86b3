import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { reaching } from '../../../lambdas/boot-check/tables/client.ts';
import { bootCheckEvent } from '../../../lambdas/boot-check/validated.ts';
import { bootCheckOf, nowhere } from '../../support/backup.ts';

const live = {
  ledger: 'live-ledger',
  'tax-free': 'live-tax-free',
  devices: 'live-devices',
  operations: 'live-operations',
};
const check = bootCheckOf({ live });
const taken_at = '2026-11-24T03:00:00Z';

test('handlers never run on a live table, nor on any but a restored one', async () => {
  for (const ledger of ['live-ledger', 'another-ledger']) {
    const tables = { ledger, 'tax-free': 'restored-1', devices: 'restored-2', operations: 'restored-3' };
    await expect(check({ step: 'serve', tables, taken_at })).rejects.toMatchObject({ name: 'NotRestored' });
    await expect(check({ step: 'cross', tables, taken_at })).rejects.toMatchObject({ name: 'NotRestored' });
  }
  await expect(check({ step: 'plan', kind: 'ledger', table: 'another', taken_at })).rejects.toMatchObject({
    name: 'NotRestored',
  });
});

test('a client reaches its own tables only, and writes only to those it may write to', async () => {
  const client = reaching(
    { reads: ['live'], writes: ['restored'] },
    { region: 'eu-west-3', endpoint: 'http://127.0.0.1:1' },
  );
  const refused = { name: 'NotReachable' };
  await expect(client.send(new ScanCommand({ TableName: nowhere() }))).rejects.toMatchObject(refused);
  await expect(client.send(new PutItemCommand({ TableName: 'live', Item: {} }))).rejects.toMatchObject(refused);
});

test.each([
  [{}, 'step'],
  [{ step: 'plan', kind: 'stock', table: 'restored-1', taken_at }, 'kind'],
  [{ step: 'plan', kind: 'ledger', table: '', taken_at }, 'table'],
  [{ step: 'plan', kind: 'ledger', table: 'restored-1', taken_at: 'today' }, 'taken_at'],
  [{ step: 'part', kind: 'ledger', table: 'restored-1', taken_at }, 'part'],
  [{ step: 'part', kind: 'ledger', table: 'restored-1', taken_at, part: {}, companions: { devices: 7 } }, 'companions'],
  [{ step: 'conclude', kind: 'ledger', table: 'restored-1', taken_at }, 'tallies'],
  [{ step: 'serve', tables: { ledger: 'restored-1' }, taken_at }, 'tables'],
])('an event that says nothing to do is refused by what it lacks: %j', (event, lacks) => {
  expect(() => bootCheckEvent(event)).toThrow(lacks);
});
