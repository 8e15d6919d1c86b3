import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNamedHttp } from '../../../lambdas/shared/named-http.ts';
import { type NameServer, serveNames } from '../../../twin/route53/name-server.ts';
import { silentPort } from '../../support/silence.ts';

let server: Server;
let names: NameServer;
let port: number;
/** Where the name leads to. */
let address: string | undefined;

beforeEach(async () => {
  server = createServer((request, response) => response.end(`${request.method} ${request.headers.host}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  port = typeof at === 'object' && at ? at.port : 0;
  address = '127.0.0.1';
  names = await serveNames((name) => (name === 'sell.example' ? address : undefined), 60);
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await names.close();
});

const get = (url: string, timeout_ms = 2000) => createNamedHttp(names.address).call({ method: 'GET', url, timeout_ms });

describe('a call by name', () => {
  it('goes where the name leads, under the name, and tells the address that answered', async () => {
    expect(await get(`http://sell.example:${port}/`)).toMatchObject({
      status: 200,
      body: `GET sell.example:${port}`,
      address: '127.0.0.1',
    });
  });

  it('looks the name up every time: a name that leads elsewhere is followed at once', async () => {
    expect(await get(`http://sell.example:${port}/`)).toMatchObject({ status: 200 });
    address = '127.0.0.9';
    expect(await get(`http://sell.example:${port}/`)).toMatchObject({ failure: 'network', address: '127.0.0.9' });
  });

  it('of a name that there is not says so', async () => {
    expect(await get(`http://gone.example:${port}/`)).toMatchObject({ failure: 'no-such-name' });
  });

  it('that nobody answers ends when its time is over', async () => {
    expect(await get(`http://127.0.0.1:${await silentPort()}/`, 200)).toMatchObject({ failure: 'timeout' });
  });
});
