import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldPlan } from '../assembly/plan.ts';
import type { BackupService } from '../backup/service.ts';
import type { CloudFormation } from '../cloudformation/serve-cloudformation.ts';
import { type Distance, PARIS_FRANKFURT } from '../dynamodb/distance.ts';
import { InFlightWrites } from '../dynamodb/in-flight.ts';
import type { Observe } from '../dynamodb/lane.ts';
import { type Link, openLink } from '../dynamodb/link.ts';
import { startLocalDynamoDb } from '../dynamodb/local.ts';
import { SettingsStore } from '../dynamodb/settings/store.ts';
import { createTables } from '../dynamodb/tables.ts';
import { type KeyRing, keyRing } from '../kms/keys.ts';
import { serveKms } from '../kms/server.ts';
import { type BackupsOptions, startBackups } from './backups.ts';
import { type CloneStacksOptions, startCloneStacks } from './clone-stacks.ts';
import type { Closers } from './closers.ts';
import { type MachinesFront, serveMachinesFront } from './machines-front.ts';
import { type Names, type NamesOptions, startNames } from './names.ts';
import { type Remote, type RemoteOptions, startRemote } from './remote.ts';

/** The world outside the Regions: it goes on when all of them are gone. */
export interface Outside {
  /** What the templates declare. */
  readonly plan: WorldPlan;
  /** DynamoDB without any link in front, for looking at the one logical copy from outside. */
  readonly dynamodbEndpoint: string;
  /** The keys of every Region; the signature of a request says which Region is meant. */
  readonly kmsEndpoint: string;
  /** The link of each Region, by its AWS name. */
  readonly links: ReadonlyMap<string, Link>;
  /** AWS Backup of every Region. */
  readonly backups: BackupService;
  /** The state machines of every Region under one address, for commands and functions. */
  readonly machines: MachinesFront;
  /** CloudFormation of every Region, for clones. */
  readonly cloudFormation: CloudFormation;
  /** Customs and the acquirer, where a function speaks with them. */
  readonly remote: Remote;
  /** The hosted zone, when there is a domain. */
  readonly names: Names | undefined;
}

/** What the outside is started with. */
export interface OutsideOptions extends RemoteOptions, BackupsOptions, NamesOptions, CloneStacksOptions {
  /** Whether its tables will hold hundreds of thousands of items. */
  readonly large?: boolean;
  readonly distance?: Distance;
  readonly observe?: Observe;
}

/** Starts DynamoDB with its tables, a link for each Region, KMS, and the services of others. */
export async function startOutside(plan: WorldPlan, options: OutsideOptions, closers: Closers): Promise<Outside> {
  const { logDir, dataDir, large = false, seed = 'twin', distance = PARIS_FRANKFURT, observe } = options;
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const logFile = join(logDir, 'dynamodb.log');
  const database = await startLocalDynamoDb({ logFile, large, ...(dataDir ? { dataDir } : {}) });
  closers.add(database.stop);
  const { endpoint } = database;
  await createTables(endpoint, plan.tables);
  const inFlight = new InFlightWrites();
  const settings = new SettingsStore(plan.tables, dataDir && join(dataDir, 'table-settings.json'), options.begins);
  const links = new Map<string, Link>();
  for (const { region } of plan.regions) {
    const link = await openLink({
      region,
      endpoint,
      tables: plan.tables,
      inFlight,
      distance,
      seed,
      settings,
      ...(observe ? { observe } : {}),
    });
    closers.add(link.close);
    links.set(region, link);
  }
  const rings = keyRings(plan, dataDir);
  const kms = await serveKms(rings);
  closers.add(kms.close);
  const backups = await startBackups(plan, links, options, closers);
  const cloudFormation = await startCloneStacks({ plan, links, rings }, options, closers);
  const machines = await serveMachinesFront();
  closers.add(machines.close);
  const remote = await startRemote(plan, options, closers);
  const names = await startNames(plan, options, closers);
  return {
    plan,
    dynamodbEndpoint: endpoint,
    kmsEndpoint: kms.url,
    links,
    backups,
    cloudFormation,
    machines,
    remote,
    names,
  };
}

function keyRings({ regions }: WorldPlan, dataDir: string | undefined): Map<string, KeyRing> {
  return new Map(
    regions.map(({ region, keys }) => [region, keyRing(region, keys, dataDir && join(dataDir, `keys-${region}.json`))]),
  );
}
