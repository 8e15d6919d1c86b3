import { Resolver } from 'node:dns/promises';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckPlan, RecordPlan } from '../../../twin/assembly/plan.ts';
import { type Route53, serveRoute53 } from '../../../twin/route53/serve-route53.ts';

const PARIS = 'eu-west-3';
const FRANKFURT = 'eu-central-1';
const NAME = 'sell.permanence.example';

/** An API of a Region: whether it answers, and which Region it says was evacuated. */
interface Api {
  answers: boolean;
  evacuated?: string;
  server: Server;
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function api(address: string): Promise<Api & { port: number }> {
  const own: Api = { answers: true, server: createServer() };
  own.server.on('request', ({ url = '' }, response) => {
    const evacuation = url.startsWith('/v1/evacuations/');
    response.statusCode = evacuation
      ? own.evacuated !== undefined && url.includes(own.evacuated)
        ? 200
        : 404
      : own.answers
        ? 200
        : 503;
    response.end();
  });
  await new Promise<void>((resolve) => own.server.listen(0, address, resolve));
  open.push({ close: () => own.server.close() });
  const at = own.server.address();
  return Object.assign(own, { port: typeof at === 'object' && at ? at.port : 0 });
}

const cities = [
  { city: 'paris', region: PARIS, other: 'frankfurt' },
  { city: 'frankfurt', region: FRANKFURT, other: 'paris' },
];

const records: RecordPlan[] = cities.flatMap(({ city, region }) => [
  { name: `${city}.${NAME}`, leadsTo: { apiOf: region } },
  { name: NAME, leadsTo: { apiOf: region }, nearestTo: region, check: `${city} serves` },
]);

const checks: CheckPlan[] = cities.flatMap(({ city, region, other }): CheckPlan[] => [
  {
    id: `${city} answers`,
    kind: 'asks',
    host: `${city}.${NAME}`,
    path: '/v1/health',
    everySeconds: 10,
    threshold: 3,
    inverted: false,
  },
  {
    id: `${city} stays`,
    kind: 'asks',
    host: `${other}.${NAME}`,
    path: `/v1/evacuations/${region}/main`,
    everySeconds: 10,
    threshold: 3,
    inverted: true,
  },
  { id: `${city} serves`, kind: 'counts', children: [`${city} answers`, `${city} stays`], atLeast: 2, inverted: false },
]);

async function world() {
  const paris = await api('127.0.0.1');
  const frankfurt = await api('127.0.0.1');
  const addresses = new Map([
    [PARIS, { address: '127.0.0.1', port: paris.port }],
    [FRANKFURT, { address: '127.0.0.1', port: frankfurt.port }],
  ]);
  const route53 = await serveRoute53({ routing: { records, checks }, addresses, from: PARIS, timeScale: 200 });
  open.push(route53);
  return { paris, frankfurt, route53 };
}

/** Three intervals of ten seconds, two hundred times faster, take 150 ms; how often it was asked for is what counts here. */
async function leadsTo(route53: Route53, region: string): Promise<boolean> {
  for (let looks = 0; looks < 100; looks++) {
    if (route53.leadsTo(NAME) === region) return true;
    await sleep(50);
  }
  return false;
}

describe('Route 53 of the twin', () => {
  it('leads away from a Region that answers no more, and back when it does', async () => {
    const { paris, route53 } = await world();
    expect(route53.leadsTo(NAME)).toBe(PARIS);
    paris.answers = false;
    expect(await leadsTo(route53, FRANKFURT)).toBe(true);
    paris.answers = true;
    expect(await leadsTo(route53, PARIS)).toBe(true);
  });

  it('leads away from a Region that answers, once the other one says that it was evacuated', async () => {
    const { frankfurt, route53 } = await world();
    frankfurt.evacuated = PARIS;
    expect(await leadsTo(route53, FRANKFURT)).toBe(true);
  });

  it('keeps a Region in service whose other Region says nothing any more', async () => {
    const { frankfurt, route53 } = await world();
    frankfurt.server.close();
    frankfurt.server.closeAllConnections();
    await sleep(400);
    expect(route53.isHealthy('paris stays')).toBe(true);
    expect(route53.leadsTo(NAME)).toBe(PARIS);
  });

  it('answers resolvers over UDP, with a time to live, and says which names there are not', async () => {
    const { route53 } = await world();
    const resolver = new Resolver();
    resolver.setServers([route53.address]);
    const [answer] = await resolver.resolve4(`PARIS.${NAME}`, { ttl: true });
    expect(answer).toEqual({ address: '127.0.0.1', ttl: 1 });
    await expect(resolver.resolve4('nowhere.permanence.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
