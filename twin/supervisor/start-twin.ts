import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldPlan } from '../assembly/plan.ts';
import { readWorld } from '../assembly/world.ts';
import { Region } from '../region/region.ts';
import { Closers } from './closers.ts';
import { serveControl } from './control-server.ts';
import { letHeapGrow } from './heap.ts';
import { namesFor } from './names.ts';
import type { TwinOptions } from './options.ts';
import { type Outside, startOutside } from './outside.ts';
import { addressesOf, tellWebhooks } from './remote.ts';
import { type AlarmLog, Twin } from './twin.ts';

const SANDBOXES = 8;

/**
 * Starts everything an environment's templates declare, on this machine; resolves when every Region serves.
 * @throws one line that says what is missing or wrong; what was already started is stopped again.
 */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const closers = new Closers();
  try {
    return await startAll(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function startAll(options: TwinOptions, closers: Closers): Promise<Twin> {
  const { cdkOut, environment = 'production', onProgress = () => undefined, adapt = (plan) => plan } = options;
  letHeapGrow();
  const logDir = folderFor(options.logDir);
  const plan = adapt(readWorld(cdkOut, environment));
  onProgress(`read the templates of ${environment}: ${describe(plan)}`);
  const outside = await startOutside(plan, { ...options, logDir }, closers);
  onProgress(`DynamoDB holds ${plan.tables.length} tables, KMS answers`);
  await options.prepare?.(outside);
  const alarms: AlarmLog = [];
  const regions = plan.regions.map((one) => regionOf(one.region, outside, options, logDir, alarms));
  closers.add(() => Promise.all(regions.map((region) => region.kill())).then(() => undefined));
  await Promise.all(regions.map((region) => region.start()));
  await tellWebhooks(
    outside.remote,
    regions.map(({ url }) => url),
  );
  for (const { plan: own, url } of regions) onProgress(`${own.name} (${own.region}) serves ${url}`);
  const twin = new Twin({ outside, regions, alarms, logDir, closers });
  if (options.controlFile) closers.add(await serveControl(twin, options.controlFile));
  return twin;
}

/** A folder that is kept, or a new temporary one. */
function folderFor(folder: string | undefined): string {
  if (!folder) return mkdtempSync(join(tmpdir(), 'twin-'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function describe({ regions, tables }: WorldPlan): string {
  const functions = regions.reduce((sum, region) => sum + region.functions.length, 0);
  const strong = tables.filter((table) => table.strong).length;
  return `${regions.length} Regions, ${functions} functions, ${tables.length} tables (${strong} strong)`;
}

function regionOf(region: string, outside: Outside, options: TwinOptions, logDir: string, alarms: AlarmLog): Region {
  const plan = outside.plan.regions.find((one) => one.region === region);
  const link = outside.links.get(region);
  if (!plan || !link) throw new Error(`${region} is not of this world`);
  const { kmsEndpoint, remote, machines, backups, cloudFormation, names } = outside;
  const named = names?.placeOf(region);
  const { sandboxes = SANDBOXES, ports = {}, minuteMs } = options;
  const endpoints = {
    AWS_ENDPOINT_URL_SFN: machines.url,
    AWS_ENDPOINT_URL_BACKUP: backups.url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
  };
  return new Region({
    plan,
    surroundings: {
      region,
      dynamodbEndpoint: link.url,
      kmsEndpoint,
      endpoints,
      logDir,
      sandboxes,
      addresses: { ...addressesOf(remote), ...namesFor(region, outside.plan, names) },
    },
    port: ports[plan.name] ?? 0,
    ...(named === undefined ? {} : { named }),
    executions: folderFor(options.dataDir && join(options.dataDir, `executions-${region}`)),
    onAlarm: (change) => alarms.push({ region, ...change }),
    onMachines: (url) => machines.route(region, url),
    ...(minuteMs === undefined ? {} : { minuteMs }),
  });
}
