import { join } from 'node:path';
import { type Behaviour, USUAL } from './behaviour.ts';
import { databaseAt } from './database.ts';
import { expire } from './expire.ts';
import { JobFaults } from './faults.ts';
import { takeUp } from './jobs/take-up.ts';
import type { Workplace } from './jobs/workplace.ts';
import type { BackupPlan, BackupRule, VaultDeclaration } from './plan.ts';
import { type RuleRun, runRule } from './run-rule.ts';
import { serveRegions } from './serve.ts';
import { Store } from './store.ts';
import { declareVault } from './vaults.ts';

/** What AWS Backup in the twin is started with. */
export interface BackupOptions {
  /** Any free one when not said. */
  readonly port?: number;
  /** Where vaults, points and jobs are kept. */
  readonly directory: string;
  /** Where each Region's DynamoDB answers, by the Region's AWS name. */
  readonly endpoints: ReadonlyMap<string, string>;
  /** Vaults that exist from the start. */
  readonly vaults?: readonly VaultDeclaration[];
  readonly plans?: readonly BackupPlan[];
  readonly behaviour?: Partial<Behaviour>;
  /** The time in milliseconds since 1970; the machine's own when not said. */
  readonly clock?: () => number;
}

/** AWS Backup in the twin. */
export interface BackupService {
  /** The same for every Region: the signature of a request says which is meant. */
  readonly url: string;
  readonly plans: readonly BackupPlan[];
  /** Faults that the next jobs meet. */
  readonly faults: JobFaults;
  /** Changes how the service behaves from now on. */
  readonly behave: (change: Partial<Behaviour>) => void;
  /** What one Region keeps, to look at and to damage. */
  readonly storeOf: (region: string) => Store;
  /**
   * Makes what the service would make at the rule's hour: a backup of every selected table, and the copies of each.
   * @param at milliseconds since 1970
   */
  readonly runRule: (plan: BackupPlan, rule: BackupRule, at: number) => RuleRun;
  /** Removes the points whose time is over; returns their ARNs. */
  readonly expire: () => string[];
  /** Resolves when no job is under way. One that hangs never ends. */
  readonly settled: () => Promise<void>;
  /** Stops; jobs under way are taken up at the next start. */
  readonly close: () => Promise<void>;
}

/** Starts AWS Backup for all Regions. Jobs that an earlier life left are taken up. */
export async function serveBackup(options: BackupOptions): Promise<BackupService> {
  const { port = 0, directory, endpoints, vaults = [], plans = [], clock = Date.now } = options;
  let behaviour: Behaviour = { ...USUAL, ...options.behaviour };
  const faults = new JobFaults();
  const stopping = new AbortController();
  const under = new Set<Promise<void>>();
  const stores = new Map([...endpoints.keys()].map((region) => [region, new Store(join(directory, region))]));
  const storeOf = (region: string): Store => known(stores.get(region), region);
  const placeOf = (region: string, endpoint: string): Workplace => ({
    region,
    store: storeOf(region),
    database: databaseAt(endpoint, region),
    storeOf: (other) => stores.get(other),
    behaviour: () => behaviour,
    faults,
    now: () => clock() / 1000,
    signal: stopping.signal,
    begin: (work) => {
      const counted: Promise<void> = work.finally(() => under.delete(counted));
      under.add(counted);
    },
  });
  const places = new Map([...endpoints].map(([region, endpoint]) => [region, placeOf(region, endpoint)]));
  const placeIn = (region: string): Workplace => known(places.get(region), region);
  for (const vault of vaults) declareVault(placeIn(vault.region), vault);
  for (const place of places.values()) takeUp(place);
  const server = await serveRegions(places, port);
  const settled = async (): Promise<void> => {
    while (under.size > 0) await Promise.all(under);
  };
  return {
    url: server.url,
    plans,
    faults,
    behave: (change) => {
      behaviour = { ...behaviour, ...change };
    },
    storeOf,
    runRule: (plan, rule, at) => runRule(placeIn(plan.region), plan, rule, at / 1000),
    expire: () => [...places.values()].flatMap(expire),
    settled,
    close: async () => {
      stopping.abort();
      await settled();
      for (const { database } of places.values()) database.close();
      await server.close();
    },
  };
}

function known<T>(value: T | undefined, region: string): T {
  if (value === undefined) throw new Error(`AWS Backup of the twin has no Region ${region}`);
  return value;
}
