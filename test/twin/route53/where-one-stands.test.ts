import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { createServer, type Server } from 'node:http';
import { decode, encode } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VANTAGES } from '../../../domain/traffic/vantage.ts';
import { createEvacuation } from '../../../lambdas/evacuation/evacuation.ts';
import { createOutside } from '../../../lambdas/evacuation/outside.ts';
import { createNamedHttp } from '../../../lambdas/shared/named-http.ts';
import { type Route53, serveRoute53 } from '../../../twin/route53/serve-route53.ts';
import { place } from '../../lambdas/evacuation/place.ts';

const PARIS = 'eu-west-3';
const FRANKFURT = 'eu-central-1';
const NAME = 'sell.permanence.example';
const AT = { [PARIS]: '127.0.0.2', [FRANKFURT]: '127.0.0.3' };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** The Region that Frankfurt says was evacuated. */
let evacuated: string | undefined;
let port = 0;
let route53: Route53;

/** The API of a Region: says who it is, and what was evacuated. */
async function api(region: string, address: string): Promise<void> {
  const server: Server = createServer(({ url = '' }, response) => {
    const asksOf = /^\/v1\/evacuations\/([\w-]+)\//.exec(url)?.[1];
    response.statusCode = asksOf === undefined || asksOf === evacuated ? 200 : 404;
    response.end(JSON.stringify({ region }));
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  open.push({ close: () => server.close() });
  const at = server.address();
  port = typeof at === 'object' && at ? at.port : 0;
}

beforeEach(async () => {
  [evacuated, port] = [undefined, 0];
  for (const [region, address] of Object.entries(AT)) await api(region, address);
  const checks = [PARIS, FRANKFURT].map((region) => ({
    id: `${region} stays`,
    kind: 'asks' as const,
    host: `${region === PARIS ? FRANKFURT : PARIS}.${NAME}`,
    path: `/v1/evacuations/${region}/main`,
    everySeconds: 10,
    threshold: 3,
    inverted: true,
  }));
  const records = [PARIS, FRANKFURT].flatMap((region) => [
    { name: `${region}.${NAME}`, leadsTo: { apiOf: region } },
    { name: NAME, leadsTo: { apiOf: region }, nearestTo: region, check: `${region} stays` },
  ]);
  const addresses = new Map(Object.entries(AT).map(([region, address]) => [region, { address, port }]));
  route53 = await serveRoute53({ routing: { records, checks }, addresses, from: PARIS, timeScale: 200 });
  open.push(route53);
});

/** The watch of a switch in Frankfurt, by the same function as on AWS, over Frankfurt's own resolver. */
async function watchFromFrankfurt(): Promise<unknown> {
  const outside = createOutside(createNamedHttp(route53.resolverOf(FRANKFURT)));
  const urls = { public: `http://${NAME}:${port}`, own: `http://${FRANKFURT}.${NAME}:${port}`, other: 'none' };
  const { dependencies } = place({ outside, rest: { urls } });
  return await createEvacuation(dependencies)({ step: 'watch', region: PARIS, serves: 'none', seconds: 4 });
}

async function followed(): Promise<boolean> {
  for (let looks = 0; looks < 200 && route53.isHealthy(`${PARIS} stays`); looks++)
    await new Promise((resolve) => setTimeout(resolve, 25));
  return !route53.isHealthy(`${PARIS} stays`);
}

describe('a name', () => {
  it.each([PARIS, FRANKFURT] as const)('leads whoever asks at the resolver of %s there', async (region) => {
    const resolver = new Resolver();
    resolver.setServers([route53.resolverOf(region)]);
    expect(await resolver.resolve4(NAME)).toEqual([AT[region]]);
  });

  it.each([PARIS, FRANKFURT] as const)('leads a client in a network near %s there, whoever asks', async (region) => {
    const http = createNamedHttp(route53.resolverOf(FRANKFURT));
    const near = VANTAGES[region];
    const call = { method: 'GET' as const, url: `http://${NAME}:${port}/v1/health`, timeout_ms: 2000, near };
    expect(await http.call(call)).toMatchObject({ status: 200, address: AT[region] });
  });

  it('is believed of no name server that does not say for whom it answers', async () => {
    const socket = createSocket('udp4');
    socket.on('message', (message, { port: to, address }) => {
      const { id = 0, questions = [] } = decode(message);
      const answers = [{ type: 'A' as const, name: NAME, data: AT[FRANKFURT] }];
      socket.send(encode({ type: 'response', id, questions, answers }), to, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    open.push({ close: () => socket.close() });
    const http = createNamedHttp(`127.0.0.1:${socket.address().port}`);
    const call = { method: 'GET' as const, url: `http://${NAME}:${port}/`, timeout_ms: 2000, near: VANTAGES[PARIS] };
    expect(await http.call(call)).toMatchObject({ failure: 'not-placed' });
  });
});

describe('the watch of a switch, in the Region that stays', () => {
  it('sees a switch take effect that health checks follow', async () => {
    evacuated = PARIS;
    expect(await followed()).toBe(true);
    expect(await watchFromFrankfurt()).toMatchObject({ effective: true, lacks: [] });
  });

  it('sees a switch without effect, though all its own calls land where it is', async () => {
    route53.holdChecks();
    evacuated = PARIS;
    expect(await watchFromFrankfurt()).toMatchObject({
      effective: false,
      lacks: [`8 of 8 calls by name from near ${PARIS} did not come to ${FRANKFURT}`],
      answered: { [PARIS]: { [PARIS]: 8 }, [FRANKFURT]: { [FRANKFURT]: 8 } },
    });
    route53.releaseChecks();
    expect(await followed()).toBe(true);
  });
});
