import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import type { Kind } from '../../domain/tables.ts';
import { createBootCheck } from '../../lambdas/boot-check/boot-check.ts';
import type {
  Companions,
  ConcludeAnswer,
  CrossAnswer,
  PartAnswer,
  PlanAnswer,
  RestoredSet,
  ServeAnswer,
  Tally,
} from '../../lambdas/boot-check/events.ts';
import { chainPartition, type Item } from '../../lambdas/shared/ledger-item.ts';
import { beginOf, endOf, newRun, noteOf, operationsTable, startRuns } from '../lambdas/runs/support.ts';
import { saleOf } from './goods.ts';
import { createTable, outsideClient } from './tables.ts';
import { COAT, cancelEvent, type Desk, issuedForm, openDesk } from './tax-free/desk.ts';
import { closed, duplicateEvent, itIs, movedOn, newTill, recorded, type Till } from './till.ts';
import { NOW } from './times.ts';
import { ask } from './world.ts';

/** A set of tables as they were backed up, and the world that they are of. */
export interface Backup {
  desk: Desk;
  client: DynamoDBClient;
  /** The live tables. */
  live: RestoredSet;
  /** Old enough that everything of the world lies before it. */
  taken_at: string;
  /** A till with two days, a return and a reprint. */
  till: Till;
  /** A form that was credited at once, with its receipt. */
  form: { id: string; number: string };
}

const item = (pk: string, sk: string, texts: Record<string, string>): Item => ({
  pk: { S: pk },
  sk: { S: sk },
  ...Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }])),
});

const sealedFor = (text: string): Item[string] => ({
  M: { 'eu-west-3': { S: text }, 'eu-central-1': { S: text } },
});

/** A registry with the world's signing key, its field key and what customs know us by; sealed by a lock that opens to anybody. */
async function registry(desk: Desk, client: DynamoDBClient): Promise<string> {
  const table = await createTable(client, 'devices');
  const { kid, publicKey, activeFrom, sealed } = desk.world.key.sealed;
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const since = { activeFrom: '2026-01-01T00:00:00Z' };
  const base64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString('base64');
  const device = { deviceId: 'HAUSSMANN-1', role: 'till', store: 'HAUSSMANN', till: '1', state: 'enrolled' };
  const items: Item[] = [
    { ...item('SIGNING-KEYS', kid, { kid, publicKey, activeFrom }), sealed: sealedFor(sealed['eu-west-3'] ?? '') },
    { ...item('SECRETS', 'field-key:key-1', since), sealed: sealedFor(base64(new Uint8Array(32).fill(1))) },
    { ...item('SECRETS', 'customs-client', since), sealed: sealedFor(base64('{"id":"a","secret":"b"}')) },
    item('DEVICE#HAUSSMANN-1', 'DEVICE', {
      ...device,
      publicKey: JSON.stringify(jwk),
      enrolledAt: '2026-01-01T00:00:00Z',
    }),
  ];
  for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }));
  return table;
}

/** A day and a half of a till by the real handlers: sales, a return, a reprint, two closings. */
async function busyTill({ world }: Desk): Promise<Till> {
  const till = newTill();
  const { body } = await recorded(world.paris, till, saleOf(COAT));
  const back = {
    lines: [{ line: 1, quantity: 1, amount: 10_000 }],
    tenders: [{ type: 'card', amount: 10_000, reference: 'PSP-0001' }],
  };
  await recorded(world.paris, till, { kind: 'return', original: body.receiptNumber, ...back });
  const first = { store: till.store, till: till.till, sequence: 1 };
  movedOn(till, await ask(world.paris.checkout, duplicateEvent(till, first, 1)));
  await closed(world.paris, till, '2026-11-24');
  itIs(world, till, '2026-11-25T10:30:00+01:00');
  for (let sales = 0; sales < 3; sales++) await recorded(world.paris, till, saleOf(COAT));
  await closed(world.paris, till, '2026-11-25');
  await recorded(world.paris, till, saleOf(COAT));
  world.clock.now = NOW;
  return till;
}

/** What runbooks leave behind: a failover by the real function, and beside it items as the others write them. */
async function operationsOf({ world }: Desk, client: DynamoDBClient): Promise<string> {
  const table = await operationsTable();
  const { ask: tell } = startRuns(table, 'eu-west-3', () => world.clock.now);
  const run = newRun();
  await tell(beginOf('failover', run));
  for (const step of ['evidence', 'decision', 'traffic', 'verified']) await tell(noteOf('failover', run, step));
  await tell(endOf('failover', run));
  await tell(beginOf('restore-test', newRun()));
  const began = world.clock.now.toISOString();
  const log: Item[string] = { L: [{ M: { at: { S: began }, to: { S: 'planned' }, run: { S: run } } }] };
  const items: Item[] = [
    item('MORNING#2026-11-24', 'REPORT#eu-west-3', { runStartedAt: began, content: 'x' }),
    item(`APPROVAL#${run}`, 'APPROVAL', { asked_at: began, token: 'x' }),
    { ...item('CLONE#spring', 'CLONE', { state: 'serving', expiresAt: '2100-01-01T00:00:00Z' }), log },
  ];
  for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }));
  return table;
}

/** A world by the real handlers, with live tables that can be backed up. */
export async function openBackup(): Promise<Backup> {
  const desk = await openDesk();
  const client = outsideClient(inject('dynamodb'));
  const till = await busyTill(desk);
  const form = await issuedForm(desk);
  const gone = await issuedForm(desk);
  await ask(desk.paris.taxFree, cancelEvent(gone.id));
  await client.send(
    new PutItemCommand({
      TableName: desk.world.ledger,
      Item: { ...item('CANARY#eu-west-3', 'CANARY', {}), beat: { N: '1' } },
    }),
  );
  const live = {
    ledger: desk.world.ledger,
    'tax-free': desk.table,
    devices: await registry(desk, client),
    operations: await operationsOf(desk, client),
  };
  return { desk, client, live, taken_at: '2026-11-25T11:30:00.000Z', till, form };
}

async function copyOf(client: DynamoDBClient, from: string): Promise<string> {
  const to = await createTable(client, 'restored');
  for await (const { Items = [] } of paginateScan({ client, pageSize: 25 }, { TableName: from })) {
    const requests = Items.map((Item) => ({ PutRequest: { Item } }));
    if (requests.length > 0) await client.send(new BatchWriteItemCommand({ RequestItems: { [to]: requests } }));
  }
  return to;
}

const KINDS: readonly Kind[] = ['ledger', 'tax-free', 'devices', 'operations'];

/** Restored tables, as the service copies them; of the kinds that are not asked for, the live ones, which a check only reads. */
export async function restored({ client, live }: Backup, ...kinds: Kind[]): Promise<RestoredSet> {
  const copied = kinds.length === 0 ? KINDS : kinds;
  const copies = await Promise.all(copied.map(async (kind) => [kind, await copyOf(client, live[kind])]));
  return { ...live, ...Object.fromEntries(copies) };
}

/** The function as it is deployed, over these live tables. */
export function bootCheckOf({ live }: Pick<Backup, 'live'>, endpoint = inject('dynamodb')) {
  const check = createBootCheck({
    environment: {
      LEDGER_TABLE: live.ledger,
      TAX_FREE_TABLE: live['tax-free'],
      DEVICES_TABLE: live.devices,
      OPERATIONS_TABLE: live.operations,
      OPERATOR: 'typical',
      RESTORED_PREFIX: 'restored-',
    },
    unseal: async (sealed) => sealed,
    region: 'eu-west-3',
    now: () => new Date(),
    dynamodb: {
      endpoint,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });
  return (event: object) => check(event);
}

/** Plan, every part, conclusion: as the state machine does. */
export async function checked(
  backup: Backup,
  kind: Kind,
  table: string,
  companions: Companions = {},
): Promise<ConcludeAnswer> {
  const check = bootCheckOf(backup);
  const about = { kind, table, taken_at: backup.taken_at };
  const { parts } = (await check({ step: 'plan', ...about })) as PlanAnswer;
  const tallies: Tally[] = [];
  for (const part of parts) {
    const { tally } = (await check({ step: 'part', ...about, part, companions })) as PartAnswer;
    tallies.push(JSON.parse(JSON.stringify(tally)));
  }
  return (await check({ step: 'conclude', ...about, tallies })) as ConcludeAnswer;
}

export const crossed = async (backup: Backup, tables: RestoredSet): Promise<CrossAnswer> =>
  (await bootCheckOf(backup)({ step: 'cross', tables, taken_at: backup.taken_at })) as CrossAnswer;

export const served = async (backup: Backup, tables: RestoredSet): Promise<ServeAnswer> =>
  (await bootCheckOf(backup)({ step: 'serve', tables, taken_at: backup.taken_at })) as ServeAnswer;

/** Damages one item of a table: changes it, or takes it away. */
export async function damage(
  { client }: Backup,
  table: string,
  key: { pk: string; sk: string },
  change: (item: Item) => Item | undefined,
): Promise<void> {
  const Key = { pk: { S: key.pk }, sk: { S: key.sk } };
  const { Item: found } = await client.send(new GetItemCommand({ TableName: table, Key }));
  if (found === undefined) throw new Error(`nothing to damage at ${key.pk}/${key.sk}`);
  const changed = change(structuredClone(found));
  if (changed === undefined) await client.send(new DeleteItemCommand({ TableName: table, Key }));
  else await client.send(new PutItemCommand({ TableName: table, Item: changed }));
}

export const entryAt = ({ store, till }: Till, sequence: number) => ({
  pk: chainPartition(store, till),
  sk: String(sequence).padStart(8, '0'),
});

/** A name that no table has. */
export const nowhere = (): string => `gone-${randomUUID()}`;
