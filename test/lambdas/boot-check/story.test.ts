import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import type { Kind } from '../../../domain/tables.ts';
import type { ConcludeAnswer, CrossAnswer, PartAnswer, PlanAnswer, Tally } from '../../../lambdas/boot-check/events.ts';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { diceOf } from '../../../twin/drill/dice.ts';
import { storyClock } from '../../../twin/fill/clock.ts';
import { openDesk } from '../../../twin/fill/desk.ts';
import { live } from '../../../twin/fill/life.ts';
import { openTill } from '../../../twin/fill/till.ts';
import { stormKeys, stormPublicKey } from '../../../twin/storm/checkout/key.ts';
import { bootCheckOf } from '../../support/backup.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const fieldKey = async () => ({ id: 'key-1', key: new Uint8Array(32).fill(1) });
/** Over the end of a year, so that days, a month and a year are closed. */
const OPEN = ['2025-12-30', '2025-12-31', '2026-01-01'].map((day) => ({
  from: new Date(`${day}T08:00:00Z`),
  to: new Date(`${day}T18:00:00Z`),
}));

async function filled(client: DynamoDBClient, items: readonly Item[]): Promise<string> {
  const table = await createTable(client, 'restored');
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
  return table;
}

const texts = (values: Record<string, string>): Item =>
  Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));

async function registry(client: DynamoDBClient): Promise<string> {
  const table = await createTable(client, 'restored');
  const { kid } = await stormKeys.signingKey();
  const { x = '' } = stormPublicKey.export({ format: 'jwk' });
  const key = texts({ pk: 'SIGNING-KEYS', sk: kid, kid, publicKey: x, activeFrom: '2020-01-01T00:00:00Z' });
  const secret = texts({ pk: 'SECRETS', sk: 'field-key:key-1', activeFrom: '2020-01-01T00:00:00Z' });
  for (const Item of [key, secret]) await client.send(new PutItemCommand({ TableName: table, Item }));
  return table;
}

test('days of a store, with returns, closings and forms in every state, keep every law', async () => {
  const clock = storyClock();
  const desk = openDesk({ signing: stormKeys, fields: { fieldKey, fieldKeyOf: fieldKey } }, clock);
  const till = openTill('HAUSSMANN', 'S001', desk.checkout, clock);
  await live(till, desk, diceOf('boot-check'), clock, { entries: 360, forms: 60, open: OPEN });
  const client = outsideClient(inject('dynamodb'));
  const devices = await registry(client);
  const tables = {
    ledger: await filled(client, desk.ledger.all()),
    'tax-free': await filled(client, desk.forms.all()),
    devices,
    operations: devices,
  };
  const gone = { ledger: 'gone-1', 'tax-free': 'gone-2', devices: 'gone-3', operations: 'gone-4' };
  const check = bootCheckOf({ live: gone });
  const taken_at = '2026-02-01T00:00:00Z';

  async function checked(kind: Kind): Promise<ConcludeAnswer> {
    const about = { kind, table: tables[kind], taken_at };
    const { parts } = (await check({ step: 'plan', ...about, compare: false })) as PlanAnswer;
    const tallies: Tally[] = [];
    for (const part of parts)
      tallies.push(((await check({ step: 'part', ...about, part, companions: { devices } })) as PartAnswer).tally);
    return (await check({ step: 'conclude', ...about, tallies })) as ConcludeAnswer;
  }
  const ledger = await checked('ledger');
  expect(ledger).toMatchObject({ boots: true, findings: [], compared: false });
  expect(ledger.entries).toBe(desk.ledger.all().length);
  const forms = await checked('tax-free');
  expect(forms).toMatchObject({ boots: true, findings: [], items: 60 });
  const crossed = (await check({ step: 'cross', tables, taken_at })) as CrossAnswer;
  expect(crossed).toMatchObject({ holds: true, findings: [] });
});
