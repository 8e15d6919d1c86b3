import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupClient, StartBackupJobCommand } from '@aws-sdk/client-backup';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { KINDS } from '../../../domain/tables.ts';
import { parisDate } from '../../../domain/tax-free/paris.ts';
import { createMorning } from '../../../lambdas/morning/morning.ts';
import { type Place, restoredPrefix } from '../../../lambdas/morning/place.ts';
import { seenTable } from '../../../lambdas/morning/seen-table.ts';
import { createTables } from '../../../lambdas/morning/tables.ts';
import { createVaults } from '../../../lambdas/morning/vaults.ts';
import { createMorningLedger, type MorningLedger } from '../../../lambdas/shared/morning/morning-ledger.ts';
import { tableArn } from '../../../twin/backup/arns.ts';
import { type BackupService, serveBackup } from '../../../twin/backup/service.ts';
import type { Json, JsonObject } from '../../../twin/step-functions/json.ts';
import { callServiceThroughSdk } from '../../../twin/step-functions/sdk/call-service.ts';
import { type Runner, startRunner } from '../../../twin/step-functions/service/runner.ts';
import { FUNCTIONS, TOKENS } from '../../support/morning/restoring.ts';
import { SETTINGS, VAULTS } from '../../support/morning/world.ts';
import { withTokens } from '../../support/state-machines/tokens.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const REGION = 'eu-west-3';
const PREFIX = 'permanence-wire';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const outside = outsideClient(inject('dynamodb'));

let backup: BackupService;
let client: BackupClient;
let runner: Runner;
let place: Place;
let ledger: MorningLedger;

/** Answers of the functions: the morning is the real one, the others are good. */
function functions(morning: (event: unknown) => Promise<unknown>) {
  return async (name: string, payload: Json): Promise<Json> => {
    const given = payload as JsonObject;
    if (name === 'Morning') return (await morning(given)) as Json;
    if (given.step === 'begin') return { started_at: new Date().toISOString() };
    return (await FUNCTIONS[`${name}:${String(given.step)}`]?.(given, 0)) as Json;
  };
}

beforeAll(async () => {
  const live = await Promise.all(KINDS.map((kind) => createTable(outside, `${PREFIX}-${kind}`)));
  const tables = Object.fromEntries(KINDS.map((kind, n) => [kind, live[n]])) as unknown as Place['tables'];
  place = { region: REGION, prefix: PREFIX, backupVault: VAULTS.backup, tapeVault: VAULTS.tape, tables };
  await outside.send(new PutItemCommand({ TableName: tables.ledger, Item: { pk: { S: 'a' }, sk: { S: 'b' } } }));
  const lock = { minRetentionDays: 7, maxRetentionDays: 400, changeableForDays: 3 };
  backup = await serveBackup({
    directory: mkdtempSync(join(tmpdir(), 'morning-')),
    endpoints: new Map([[REGION, inject('dynamodb')]]),
    vaults: [
      { region: REGION, name: VAULTS.backup },
      { region: REGION, name: VAULTS.tape, lock },
    ],
  });
  client = new BackupClient({ region: REGION, endpoint: backup.url, credentials });
  ledger = createMorningLedger(outside, await createTable(outside, `${PREFIX}-operations`), 'permanence-test');
  const described = createTables(outside);
  const morning = createMorning({
    ...{ place, ledger, rules: [], settings: SETTINGS, tables: described, vaults: createVaults(client, place) },
    see: async (table) => seenTable(outside, await described.describe(table)),
    repairAtWork: async () => false,
    now: () => new Date(),
    emit: () => undefined,
  });
  const endpointOf = (service: string) => (service === 'backup' ? backup.url : inject('dynamodb'));
  runner = startRunner({
    tasks: {
      invokeFunction: functions(morning),
      callService: callServiceThroughSdk((service) => ({ region: REGION, credentials, endpoint: endpointOf(service) })),
    },
  });
});

afterAll(async () => {
  await runner.close();
  await backup.close();
});

it('restores, judges and removes what AWS Backup holds, over its wire and DynamoDB’s', async () => {
  for (const kind of KINDS) {
    const ResourceArn = tableArn(REGION, place.tables[kind]);
    const IamRoleArn = TOKENS.RestoreRoleArn;
    await client.send(new StartBackupJobCommand({ BackupVaultName: VAULTS.backup, ResourceArn, IamRoleArn }));
  }
  await backup.settled();
  const arn = `arn:aws:states:${REGION}:000000000000:stateMachine:restore-test`;
  const definition = withTokens(readFileSync('statemachines/restore-test.asl.json', 'utf8'), TOKENS);
  const machine = runner.define({ arn, name: 'restore-test', definition });
  const end = await runner.executions.start(machine, 'morning', { poll_seconds: 1 }).ended();
  expect(end).toMatchObject({ status: 'SUCCEEDED', output: { expected: 4, restored: 4, good: 4, leftovers: 0 } });
  const rows = await ledger.rows(parisDate(new Date()));
  expect(rows.map(({ verdict, validation }) => [verdict, validation])).toEqual(Array(4).fill(['good', 'accepted']));
  expect(rows.every(({ safe_to_serve, reapply }) => !safe_to_serve && (reapply?.length ?? 0) > 0)).toBe(true);
  const left = await createTables(outside).beginningWith(restoredPrefix(place));
  expect(left).toEqual([]);
});
