import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../../../twin/assembly/json.ts';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../../twin/dynamodb/in-flight.ts';
import { type Link, openLink } from '../../../twin/dynamodb/link.ts';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import { listen } from '../../../twin/http.ts';
import { keyRing } from '../../../twin/kms/keys.ts';
import { serveKms } from '../../../twin/kms/server.ts';
import { type Served, serveStepFunctions } from '../../../twin/step-functions/wire/serve.ts';
import { type MachinesFront, serveMachinesFront } from '../../../twin/supervisor/machines-front.ts';
import { outsideClient } from '../../support/tables.ts';

export const PARIS = 'eu-west-3';
export const FRANKFURT = 'eu-central-1';
const ACCOUNT = '000000000000';

/** What commands need of two Regions: tables behind a link each, and state machines in each. No function, no gateway. */
export interface TwoRegions {
  /** Folder in which commands are started: a running twin has left its addresses there. */
  readonly folder: string;
  /** The same addresses as variables. */
  readonly variables: Readonly<Record<string, string>>;
  readonly outside: DynamoDBClient;
  link(region: string): Link;
  machines(region: string): Served;
  /** Every connection of the Region breaks; its machines are gone. */
  kill(region: string): Promise<void>;
  /** Strong reads and writes of the Region's tables are never answered; its machines go on. */
  isolate(region: string): void;
  /** Whatever is asked of the Region, connections are taken and nothing is ever answered. */
  hang(region: string): void;
  close(): Promise<void>;
}

const TABLES = ['ledger', 'devices', 'tax-free', 'operations'].map((name) => `permanence-production-${name}`);

const KEYS = ['signing', 'secrets'].map((keyId) => ({ keyId, aliases: [`alias/permanence-production-${keyId}`] }));

const definitionOf = (name: string) => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
});

/** Makes the tables where another file of tests has not made them yet. */
async function makeTables(client: DynamoDBClient): Promise<void> {
  for (const name of TABLES)
    await client.send(new CreateTableCommand(definitionOf(name))).catch((error: Error) => {
      if (error.name !== 'ResourceInUseException') throw error;
    });
}

async function machinesOf(
  region: string,
  front: MachinesFront,
  machines: Readonly<Record<string, JsonObject>>,
  invoke: (region: string, payload: JsonObject) => Promise<void>,
): Promise<Served> {
  const served = await serveStepFunctions({
    region,
    account: ACCOUNT,
    tasks: {
      invokeFunction: async (_, payload) => {
        await invoke(region, payload as JsonObject);
        return null;
      },
      callService: () => Promise.reject(new Error('no machine here calls services')),
    },
  });
  for (const [runbook, machine] of Object.entries(machines))
    served.runner.define({
      name: `permanence-production-${runbook}`,
      arn: `arn:aws:states:${region}:${ACCOUNT}:stateMachine:permanence-production-${runbook}`,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...machine }),
    });
  front.route(region, served.url);
  return served;
}

/** @param invoke what a function that a machine calls does with its payload */
export async function openTwoRegions(
  dynamodb: string,
  definitions: Readonly<Record<string, JsonObject>>,
  invoke: (regions: TwoRegions, region: string, payload: JsonObject) => Promise<void> = async () => undefined,
): Promise<TwoRegions> {
  const outside = outsideClient(dynamodb);
  await makeTables(outside);
  const tables = TABLES.map((name) => ({
    name,
    strong: true,
    regions: [PARIS, FRANKFURT],
    definition: definitionOf(name),
  }));
  const shared = { endpoint: dynamodb, tables, inFlight: new InFlightWrites(), distance: NEXT_DOOR, seed: 'two' };
  const links = new Map<string, Link>();
  for (const region of [PARIS, FRANKFURT]) links.set(region, await openLink({ ...shared, region }));
  const front = await serveMachinesFront();
  const silence = await listen(0, () => undefined);
  const machines = new Map<string, Served>();
  const kms = await serveKms(new Map([PARIS, FRANKFURT].map((region) => [region, keyRing(region, KEYS)])));
  const folder = mkdtempSync(join(tmpdir(), 'two-regions-'));
  const of = <T>(all: ReadonlyMap<string, T>, region: string): T => {
    const found = all.get(region);
    if (found === undefined) throw new Error(`no ${region} here`);
    return found;
  };
  const variables = {
    AWS_REGION: PARIS,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_KMS: kms.url,
    AWS_ENDPOINT_URL_SFN: front.url,
    PERMANENCE_ENVIRONMENT: 'production',
    PERMANENCE_TWIN_DYNAMODB: [...links].map(([region, { url }]) => `${region}=${url}`).join(','),
  };
  mkdirSync(join(folder, '.twin'));
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, '.twin/environment'), lines.join(''));
  const regions: TwoRegions = {
    folder,
    variables,
    outside,
    link: (region) => of(links, region),
    machines: (region) => of(machines, region),
    kill: async (region) => {
      of(links, region).down(true);
      front.route(region, undefined);
    },
    isolate: (region) => of(links, region).isolate(),
    hang: (region) => {
      of(links, region).isolate();
      front.route(region, silence.url);
    },
    close: async () => {
      await front.close();
      await Promise.all([...machines.values()].map((one) => one.close()));
      await Promise.all([...links.values()].map((one) => one.close()));
      await Promise.all([kms.close(), silence.close()]);
    },
  };
  for (const region of [PARIS, FRANKFURT])
    machines.set(
      region,
      await machinesOf(region, front, definitions, (where, payload) => invoke(regions, where, payload)),
    );
  return regions;
}
