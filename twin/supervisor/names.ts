import type { WorldPlan } from '../assembly/plan.ts';
import { freePort } from '../dynamodb/free-port.ts';
import type { NamedPlace } from '../gateway/gateway.ts';
import { type Route53, serveRoute53 } from '../route53/serve-route53.ts';
import type { Closers } from './closers.ts';

/** The names of the hosted zone, and where they lead on this machine. */
export interface Names {
  readonly route53: Route53;
  /** The name that all stores know, as an address. */
  readonly publicUrl: string;
  /** A Region's own name, as an address. */
  urlOf(region: string): string;
  /** Where a Region takes what comes by name. */
  placeOf(region: string): NamedPlace | undefined;
}

export interface NamesOptions {
  /** Port of what comes by name, in every Region; any free one when not said. */
  readonly namesPort?: number;
  /** How many times faster health checks look, and answers age, than they really do. */
  readonly timeScale?: number;
}

/** The public name is the one whose answers are shared out by weight. */
function publicName({ routing }: WorldPlan): string | undefined {
  return routing.records.find(({ weight }) => weight !== undefined)?.name;
}

/**
 * Starts Route 53 for the names that the templates declare, every Region at an address of its own: 127.0.0.2, 127.0.0.3.
 * @returns undefined when there is no domain
 */
export async function startNames(
  plan: WorldPlan,
  { namesPort, timeScale = 1 }: NamesOptions,
  closers: Closers,
): Promise<Names | undefined> {
  const name = publicName(plan);
  const [first] = plan.regions;
  if (name === undefined || first === undefined) return undefined;
  const port = namesPort ?? (await freePort());
  const addresses = new Map(plan.regions.map(({ region }, i) => [region, { address: `127.0.0.${i + 2}`, port }]));
  const route53 = await serveRoute53({ routing: plan.routing, addresses, from: first.region, timeScale });
  closers.add(route53.close);
  const cities = new Map(plan.regions.map((one) => [one.region, one.name]));
  return {
    route53,
    publicUrl: `http://${name}:${port}`,
    urlOf: (region) => `http://${cities.get(region)}.${name}:${port}`,
    placeOf: (region) => addresses.get(region),
  };
}

/** What functions find in place of the real names. */
export function namesFor(region: string, { regions }: WorldPlan, names: Names | undefined): Record<string, string> {
  if (names === undefined) return {};
  const other = regions.find((one) => one.region !== region)?.region;
  return {
    PUBLIC_URL: names.publicUrl,
    OWN_URL: names.urlOf(region),
    OTHER_URL: other === undefined ? 'none' : names.urlOf(other),
    DNS_SERVER: names.route53.resolverOf(region),
  };
}
