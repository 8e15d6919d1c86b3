import { randomBytes } from 'node:crypto';
import { CreateTableCommand, type DynamoDBClient, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { KINDS, type Kind, type Tables } from '../../../domain/tables.ts';
import { createClone } from '../../../lambdas/clone/clone.ts';
import type { CloneDependencies } from '../../../lambdas/clone/dependencies.ts';
import { createClones } from '../../../lambdas/clone/life/clones.ts';
import type { Seal } from '../../../lambdas/clone/mask/keys.ts';
import { createRows, type Row } from '../../../lambdas/clone/mask/rows.ts';
import type { Shares } from '../../../lambdas/clone/mask/share.ts';
import type { RecoveryPoint } from '../../../lambdas/clone/plan/recovery-points.ts';
import type { Unseal } from '../../../lambdas/shared/keyring.ts';
import { publicKeyObject } from '../../../lambdas/shared/keyring.ts';
import { deviceKey } from '../../../lambdas/shared/registry.ts';
import { SECRETS } from '../../../lambdas/shared/secrets-registry.ts';
import { createTable, outsideClient } from '../../support/tables.ts';
import { StandingClock } from '../../support/tax-free/clock.ts';
import type { Desk } from '../../support/tax-free/desk.ts';

export const REGION = 'eu-west-3';
export const RUN = 'arn:aws:states:eu-west-3:000000000000:execution:clone-environment:1';
/** The hour after the one in which the shop of the tests sells. */
const NOW = '2026-11-24T13:00:00Z';

/** KMS as far as it matters here: what was sealed under one context opens under no other. */
const seal: Seal = async (plaintext, context) =>
  Buffer.from(JSON.stringify({ context, plaintext: Buffer.from(plaintext).toString('base64') }));

export const unseal: Unseal = async (sealed, context) => {
  const opened = JSON.parse(Buffer.from(sealed).toString()) as { context: object; plaintext: string };
  if (JSON.stringify(opened.context) !== JSON.stringify(context)) throw new Error('sealed for something else');
  return Buffer.from(opened.plaintext, 'base64');
};

const FIELD_KEYS = new Map([
  ['key-1', new Uint8Array(32).fill(1)],
  ['key-2', new Uint8Array(32).fill(2)],
]);
const fieldKeyOf = async (id: string) => ({ id, key: FIELD_KEYS.get(id) ?? new Uint8Array() });
export const originalKeys = { fieldKeyOf, fieldKey: () => fieldKeyOf('key-1') };

async function createTableOf(client: DynamoDBClient, name: string): Promise<void> {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map(text),
    }),
  );
}

export const client = (): DynamoDBClient => outsideClient(inject('dynamodb'));

export async function itemsOf(table: string): Promise<Row[]> {
  const items: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client: client() }, { TableName: table })) items.push(...Items);
  return items;
}

export const put = (table: string, Item: Row) => client().send(new PutItemCommand({ TableName: table, Item }));

/** Everything of one table as it is, in another: what a restore makes. */
async function restored(from: string, to: string): Promise<void> {
  await createTableOf(client(), to);
  await Promise.all((await itemsOf(from)).map((item) => put(to, item)));
}

/** The live tables of a shop, its registry filled. */
async function originalOf(desk: Desk): Promise<Tables> {
  const devices = await createTable(client(), 'devices');
  const operations = await createTable(client(), 'operations');
  const { kid, publicKey, sealed } = desk.world.key.sealed;
  const sealedMap = { M: Object.fromEntries(Object.entries(sealed).map(([region, S]) => [region, { S }])) };
  await put(devices, {
    pk: { S: 'SIGNING-KEYS' },
    sk: { S: kid },
    kid: { S: kid },
    publicKey: { S: publicKey },
    sealed: sealedMap,
  });
  await put(devices, {
    pk: { S: SECRETS },
    sk: { S: 'acquirer' },
    sealed: { M: { [REGION]: { S: 'c2VhbGVkIGFjcXVpcmVy' } } },
  });
  await put(devices, { ...deviceKey('HAUSSMANN-T1'), deviceId: { S: 'HAUSSMANN-T1' }, state: { S: 'enrolled' } });
  await put(operations, { pk: { S: 'LOCK#restore-test' }, sk: { S: 'LOCK' }, run: { S: 'somebody' } });
  return { ledger: desk.world.ledger, 'tax-free': desk.table, devices, operations };
}

/** A recovery point of each table, as the backup plan leaves them. */
export const pointsAt = (taken_at: string, rule = 'hourly'): RecoveryPoint[] =>
  KINDS.map((kind) => ({ arn: `arn:${rule}:${taken_at}:${kind}`, kind, taken_at, rule, size_bytes: 10 ** 9 }));

export interface Bench {
  original: Tables;
  names: Tables;
  clock: StandingClock;
  dependencies: CloneDependencies;
  clone: ReturnType<typeof createClone>;
}

/** The function over a shop's live tables, with a clone's tables restored beside them and planned. */
export async function openBench(desk: Desk, own: Partial<CloneDependencies> = {}): Promise<Bench> {
  const original = await originalOf(desk);
  const clock = new StandingClock(NOW);
  const { kid, publicKey } = desk.world.key.sealed;
  const findKey = async () => (id: string) => (id === kid ? publicKeyObject(publicKey) : undefined);
  const dependencies: CloneDependencies = {
    region: REGION,
    live: original,
    vaults: { backup: 'vault', tape: 'tape' },
    clones: createClones(client(), original.operations, clock.now),
    rows: createRows(client(), async () => {}),
    listRecoveryPoints: async () => pointsAt('2026-11-24T12:00:00Z'),
    listRunningRestores: async () => [],
    tableExists: async () => false,
    listCloneTables: async () => [],
    seal,
    unseal,
    original: { findKey, fieldKeys: originalKeys },
    now: clock.now,
    ...own,
  };
  const prefix = `permanence-clone-${randomBytes(4).toString('hex')}-`;
  const names = Object.fromEntries(KINDS.map((kind) => [kind, prefix + kind])) as Record<Kind, string>;
  return { original, names, clock, dependencies, clone: createClone(dependencies) };
}

export const restoreAll = async ({ original, names }: Bench): Promise<void> => {
  await Promise.all(KINDS.map((kind) => restored(original[kind], names[kind])));
};

/** Plans the clone of a bench as the machine would, up to the masking. */
export async function planned({ clone, names }: Bench, more: object = {}, name = 'july'): Promise<void> {
  const prefix = names.ledger.slice(0, -'ledger'.length);
  await clone({ step: 'plan', run: RUN, input: { name, rename: { prefix }, ...more } });
  await clone({ step: 'mark', name, run: RUN, to: 'restoring' });
  await clone({ step: 'mark', name, run: RUN, to: 'masking' });
}

type Part = Record<string, unknown>;

/** Masks to the end as the machine does: the ledger's parts, then the forms', each until nothing of it is left. */
export async function maskedAll({ clone }: Bench, name = 'july', context?: { getRemainingTimeInMillis(): number }) {
  const of = { name, run: RUN };
  await clone({ step: 'rekey', ...of });
  const { ledger, forms } = (await clone({ step: 'share', ...of })) as Shares;
  let rewritten = 0;
  let calls = 0;
  const whole = async (first: Part): Promise<void> => {
    for (let part: Part | undefined = first; part !== undefined; calls++) {
      const answer = (await clone({ step: 'mask', ...of, ...part }, context)) as { rewritten: number; left?: Part };
      rewritten += answer.rewritten;
      part = answer.left;
    }
  };
  for (const part of ledger) await whole({ ledger: part });
  for (const part of forms) await whole({ forms: part });
  await clone({ step: 'masked', ...of, rewritten });
  return { rewritten, calls };
}
