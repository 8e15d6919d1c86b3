import { request } from 'node:http';
import { VANTAGES } from '../../domain/traffic/vantage.ts';
import type { RoutingPlan } from '../assembly/plan.ts';
import { type Asked, regionOf } from './answers.ts';
import { type Ask, HealthChecks } from './health-checks.ts';
import { type NameServer, serveNames } from './name-server.ts';

/** What Route 53 of the twin answers by. */
export interface Route53Options {
  routing: RoutingPlan;
  /** AWS name of a Region → address and port at which its API takes what comes by name. */
  addresses: ReadonlyMap<string, { address: string; port: number }>;
  /** AWS name of the Region nearest to the stores, and to whoever does not ask at a Region's own resolver. */
  from: string;
  /** How many times faster than real intervals and times to live. */
  timeScale?: number;
  random?: () => number;
  port?: number;
}

/** Route 53 as the stores meet it. */
export interface Route53 extends NameServer {
  /** Whether a health check says so now. */
  isHealthy(check: string): boolean;
  /** Region that a name leads to now, for whoever asks afresh near a Region; near the stores when not said. */
  leadsTo(name: string, near?: string): string | undefined;
  /** `address:port` of the resolver of a Region: latency routing sends who asks there to that Region. */
  resolverOf(region: string): string;
  /** Health checks stop looking, and keep what they hold; a switch then has no effect. */
  holdChecks(): void;
  /** They look again. */
  releaseChecks(): void;
}

/** Source: Route 53, how it determines whether an endpoint is healthy: connected within 4 s, answered within 2 s more. */
const ANSWER_MS = 6000;
/** Of alias records to an API. */
const TTL_S = 60;
/** However fast the clock runs, an answer takes its time on this machine. */
const LEAST_ANSWER_MS = 1000;

function asking({ routing, addresses, timeScale = 1 }: Route53Options, named: Asked): Ask {
  const timeout = Math.max(ANSWER_MS / timeScale, LEAST_ANSWER_MS);
  return (host, path) => {
    const at = addresses.get(regionOf(host, { ...named, records: routing.records }) ?? '');
    if (at === undefined) return Promise.resolve(false);
    const options = { host: at.address, port: at.port, path, headers: { host }, timeout, agent: false };
    return new Promise((resolve) => {
      const asked = request(options, (response) => {
        response.resume();
        resolve((response.statusCode ?? 500) < 400);
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(false));
      asked.end();
    });
  };
}

/** The Region that a network is near to. */
const nearestTo = (network?: string): string | undefined =>
  Object.entries(VANTAGES).find(([, known]) => known === network)?.[0];

/** Answers for the hosted zone by its records and health checks, which ask the Regions themselves. */
export async function serveRoute53(options: Route53Options): Promise<Route53> {
  const { routing, addresses, from, timeScale = 1, random = Math.random, port } = options;
  const named: Asked = { records: routing.records, from, random, isHealthy: (id) => checks.isHealthy(id) };
  const checks = new HealthChecks(routing.checks, asking(options, named), timeScale);
  const leadsTo = (name: string, near = from): string | undefined => regionOf(name, { ...named, from: near });
  const ttl_s = Math.max(1, Math.round(TTL_S / timeScale));
  const serveNear = (own: string, at?: number): Promise<NameServer> =>
    serveNames((name, network) => addresses.get(leadsTo(name, nearestTo(network) ?? own) ?? '')?.address, ttl_s, at);
  const names = await serveNear(from, port);
  const resolvers = new Map<string, NameServer>();
  for (const region of addresses.keys()) resolvers.set(region, await serveNear(region));
  return {
    address: names.address,
    leadsTo,
    resolverOf: (region) => resolvers.get(region)?.address ?? names.address,
    holdChecks: () => checks.hold(),
    releaseChecks: () => checks.release(),
    isHealthy: (id) => checks.isHealthy(id),
    async close() {
      checks.close();
      await Promise.all([names, ...resolvers.values()].map((one) => one.close()));
    },
  };
}
