import { Resolver } from 'node:dns/promises';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { createNearNames, NoSuchName } from './near-names.ts';

/** A call to an address that is looked up afresh. */
export interface NamedCall {
  method: 'GET' | 'PUT' | 'POST';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  timeout_ms: number;
  /** Where the client is that the name is looked up for: a network, see `VANTAGES`; where the caller is when absent. */
  near?: string | undefined;
}

/** `not-placed`: the name server did not say whom its answer is for. */
type Failure = 'no-such-name' | 'not-placed' | 'timeout' | 'network';

/** What came of it: an answer with the address that gave it, or what went wrong on the way. */
export type NamedAnswer = { took_ms: number } & (
  | { status: number; body: string; address: string }
  | { failure: Failure; address?: string }
);

export interface NamedHttp {
  /** Never rejects: what went wrong is part of the value. */
  call(call: NamedCall): Promise<NamedAnswer>;
}

interface Lookups {
  lookup: LookupFunction;
  found(): string | undefined;
}

/** The address of a host as IPv4, which is what Regional APIs have. */
type AddressOf = (host: string) => Promise<string>;

/** Looks a host up and keeps what was found. */
function lookingUp(addressOf: AddressOf): Lookups {
  let address: string | undefined;
  const lookup: LookupFunction = (host, options, answer) => {
    addressOf(host).then(
      (first) => {
        address = first;
        if (options.all) answer(null, [{ address: first, family: 4 }]);
        else answer(null, first, 4);
      },
      (error: Error) => answer(error, '', 4),
    );
  };
  return { lookup, found: () => address };
}

function exchange(call: NamedCall, lookup: LookupFunction): Promise<{ status: number; body: string }> {
  const { method, url, headers = {}, body, timeout_ms } = call;
  const request = url.startsWith('https:') ? overHttps : overHttp;
  const signal = AbortSignal.timeout(timeout_ms);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, lookup, agent: false, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const NAMED: Readonly<Record<string, Failure>> = { NoSuchName: 'no-such-name', NotPlaced: 'not-placed' };

function failureOf(error: Error): Failure {
  const named = NAMED[error.name];
  if (named !== undefined) return named;
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : 'network';
}

const fromHere =
  (server: string, timeout_ms: number): AddressOf =>
  async (host) => {
    const resolver = new Resolver({ timeout: timeout_ms, tries: 1 });
    if (server !== 'system') resolver.setServers([server]);
    try {
      const [first = ''] = await resolver.resolve4(host);
      return first;
    } catch (cause) {
      throw new NoSuchName(`${host} has no address`, { cause });
    }
  };

/**
 * HTTP that follows names as stores do, and never a connection that was open before: each call looks its host up and says which address
 * answered, so that a switch of traffic can be seen to take effect.
 *
 * @param server `address:port` of the name server to ask; `system` for that of the machine
 */
export function createNamedHttp(server: string): NamedHttp {
  const nearNames = createNearNames(server);
  return {
    async call(call) {
      const { near, timeout_ms } = call;
      const addressOf: AddressOf =
        near === undefined ? fromHere(server, timeout_ms) : (host) => nearNames(host, near, timeout_ms);
      const { lookup, found } = lookingUp(addressOf);
      const started = performance.now();
      const took = () => Math.round(performance.now() - started);
      try {
        const answer = await exchange(call, lookup);
        return { ...answer, address: found() ?? new URL(call.url).hostname, took_ms: took() };
      } catch (error) {
        const address = found();
        return { failure: failureOf(error as Error), took_ms: took(), ...(address === undefined ? {} : { address }) };
      }
    },
  };
}
