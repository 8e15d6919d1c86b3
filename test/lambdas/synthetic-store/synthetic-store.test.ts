import { generateKeyPairSync } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NamedAnswer, NamedCall, NamedHttp } from '../../../lambdas/shared/named-http.ts';
import { tillCode, WAYS } from '../../../lambdas/shared/synthetic-tills.ts';
import { createSyntheticStore, type Visited } from '../../../lambdas/synthetic-store/synthetic-store.ts';
import { apiEvent } from '../../support/events.ts';
import { type Counter, type Desk, openDesk } from '../../support/tax-free/desk.ts';
import { ask, type Region } from '../../support/world.ts';

const STORE = 'SYNTHETIC';
const RECEIPT = /^\/v1\/stores\/(\w+)\/tills\/(\w+)\/receipts\/(\d+)$/;
const HEAD = /^\/v1\/stores\/(\w+)\/tills\/(\w+)\/head$/;
const REGION = 'eu-west-3';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const devicesSecret = JSON.stringify(
  (['watch', 'verify'] as const).flatMap((as) =>
    WAYS.map((way) => {
      const till = tillCode(as, way, REGION);
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return { deviceId: `${STORE}-${till}`, store: STORE, till, privateKey: privateKey.export({ format: 'jwk' }) };
    }),
  ),
);

/** The gateway of a Region: takes a call apart as API Gateway does, and hands it to the real handlers. */
function gateway(region: Region, { taxFree }: Counter) {
  const route = (
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    body: object,
  ): [Region['checkout'], APIGatewayProxyEvent] => {
    const [, store = STORE, till = 'KIOSK', sequence = ''] = RECEIPT.exec(path) ?? HEAD.exec(path) ?? [];
    const device = { deviceId: `${store}-${till}`, role: 'till', store, till };
    if (HEAD.test(path))
      return [
        region.receipts,
        apiEvent('GET', '/v1/stores/{store}/tills/{till}/head', { path: { store, till }, device }),
      ];
    if (RECEIPT.test(path))
      return [
        region.checkout,
        apiEvent(method, '/v1/stores/{store}/tills/{till}/receipts/{sequence}', {
          path: { store, till, sequence },
          device,
          body,
        }),
      ];
    return [taxFree, apiEvent('POST', path, { device, body })];
  };
  return async ({ method, url, body = '{}' }: NamedCall): Promise<NamedAnswer> => {
    const [handler, event] = route(method, new URL(url).pathname, JSON.parse(body));
    const { status, text } = await ask(handler, event);
    return { status, body: text, address: '127.0.0.2', took_ms: 1 };
  };
}

/** The synthetic store over both Regions, some of whose answers can be changed on their way. */
function store(change: (answer: NamedAnswer, call: NamedCall) => NamedAnswer = (answer) => answer) {
  const paris = gateway(desk.world.paris, desk.paris);
  const frankfurt = gateway(desk.world.frankfurt, desk.frankfurt);
  const calls: NamedCall[] = [];
  const emitted: Visited[] = [];
  const left = { other: false };
  const http: NamedHttp = {
    call: async (call) => {
      calls.push(call);
      if (call.url.endsWith('/v1/health?deep=true'))
        return change({ status: 200, body: '{}', address: '127.0.0.3', took_ms: 1 }, call);
      if (call.url.includes('/v1/evacuations/'))
        return { status: left.other ? 200 : 404, body: '{}', address: '127.0.0.2', took_ms: 1 };
      return change(await (call.url.includes('frankfurt') ? frankfurt : paris)(call), call);
    },
  };
  desk.world.clock.now = desk.clock.now();
  const visit = createSyntheticStore({
    region: REGION,
    otherRegion: 'eu-central-1',
    urls: {
      public: 'https://sell.example',
      own: 'https://paris.sell.example',
      other: 'https://frankfurt.sell.example',
    },
    http,
    devices: async () => devicesSecret,
    now: desk.clock.now,
    emit: (visited) => emitted.push(visited),
  });
  return { visit, calls, emitted, left };
}

describe('the synthetic store', () => {
  it('sells, replays, quotes and takes back by every way, and is even afterwards', async () => {
    const { visit, emitted } = store();
    const { ok, fared } = await visit({});
    expect(fared.flatMap(({ steps }) => steps).filter((step) => !step.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(fared.map(({ way, steps }) => [way, ...steps.map(({ step }) => step)])).toEqual(
      WAYS.map((way) => [way, 'head', 'sale', 'replay', 'quote', 'return']),
    );
    expect(emitted).toMatchObject([{ ok: true, other_left: false, other_writes: true }]);
  });

  it('has a till of its own for every way, Region and purpose', () => {
    const codes = (['watch', 'verify'] as const).flatMap((as) =>
      WAYS.flatMap((way) => [REGION, 'eu-central-1'].map((region) => tillCode(as, way, region))),
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('goes on where its chain stands, round after round', async () => {
    const { visit } = store();
    for (let round = 0; round < 3; round++) expect((await visit({ ways: ['own'] })).ok).toBe(true);
  });

  it('lets a runbook verify while the watch of the minute is at work', async () => {
    const { visit } = store();
    const visits = await Promise.all([visit({}), visit({ as: 'verify' })]);
    expect(visits.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('says which request failed by which way, and tries the others all the same', async () => {
    const dead: NamedAnswer = { failure: 'timeout', took_ms: 3000, address: '127.0.0.3' };
    const { visit } = store((answer, { url }) => (url.includes('frankfurt') ? dead : answer));
    const { ok, fared } = await visit({});
    expect(ok).toBe(false);
    expect(fared.map((one) => [one.way, one.ok])).toEqual([
      ['public', true],
      ['own', true],
      ['other', false],
    ]);
    expect(fared[2]?.steps).toEqual([{ step: 'head', ok: false, took_ms: 3000, address: '127.0.0.3', why: 'timeout' }]);
  });

  it('takes a replay that is answered with anything but the stored receipt for a failure', async () => {
    let puts = 0;
    const { visit } = store((answer, { method }) =>
      method === 'PUT' && ++puts === 2 && 'body' in answer ? { ...answer, body: '{}' } : answer,
    );
    const { ok, fared } = await visit({ ways: ['own'] });
    expect(ok).toBe(false);
    expect(fared[0]?.steps.at(-1)).toMatchObject({ step: 'replay', ok: false, why: 'a replay got another receipt' });
  });

  it('names the problem that a Region answered with', async () => {
    const refused = { status: 401, body: '{"type":"urn:permanence:problem:unauthorized"}', took_ms: 1, address: '' };
    const { visit } = store(() => refused);
    const { fared } = await visit({ ways: ['public'] });
    expect(fared[0]?.steps).toMatchObject([{ step: 'head', status: 401, why: 'urn:permanence:problem:unauthorized' }]);
  });

  it('knows from its own Region when the other one was left on purpose', async () => {
    const { visit, left, calls } = store();
    left.other = true;
    expect((await visit({ ways: ['own'] })).other_left).toBe(true);
    expect(calls.map(({ url }) => url)).toContain('https://paris.sell.example/v1/evacuations/eu-central-1/main');
  });

  it('has the other Region write its canary, where no till writes', async () => {
    const { visit } = store((answer, { url }) => (url.includes('/v1/health') ? { ...answer, status: 503 } : answer));
    expect(await visit({})).toMatchObject({ ok: true, other_writes: false });
  });

  it('shows itself with a token of its own till for every request', async () => {
    const { visit, calls } = store();
    await visit({ ways: ['own'] });
    for (const { headers } of calls.filter((call) => !call.url.includes('/v1/evacuations/'))) {
      const [header = ''] = (headers?.authorization ?? '').replace('Bearer ', '').split('.');
      expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'ES256', kid: `${STORE}-WOT3` });
    }
  });
});
