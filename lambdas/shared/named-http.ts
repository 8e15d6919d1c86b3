import { Resolver } from 'node:dns/promises';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

/** A call to an address that is looked up afresh. */
export interface NamedCall {
  method: 'GET' | 'PUT' | 'POST';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  timeout_ms: number;
}

/** What came of it: an answer with the address that gave it, or what went wrong on the way. */
export type NamedAnswer = { took_ms: number } & (
  | { status: number; body: string; address: string }
  | { failure: 'no-such-name' | 'timeout' | 'network'; address?: string }
);

export interface NamedHttp {
  /** Never rejects: what went wrong is part of the value. */
  call(call: NamedCall): Promise<NamedAnswer>;
}

class NoSuchName extends Error {
  override readonly name = 'NoSuchName';
}

interface Lookups {
  lookup: LookupFunction;
  found(): string | undefined;
}

/** Looks a host up with a resolver, as IPv4, which is what Regional APIs have. */
function lookingUp(resolver: Resolver): Lookups {
  let address: string | undefined;
  const lookup: LookupFunction = (host, options, answer) => {
    resolver.resolve4(host).then(
      ([first = '']) => {
        address = first;
        if (options.all) answer(null, [{ address: first, family: 4 }]);
        else answer(null, first, 4);
      },
      (cause: Error) => answer(new NoSuchName(`${host} has no address`, { cause }), '', 4),
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

function failureOf(error: Error): 'no-such-name' | 'timeout' | 'network' {
  if (error.name === 'NoSuchName') return 'no-such-name';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : 'network';
}

/**
 * HTTP that follows names as stores do, and never a connection that was open before: each call looks its host up and says which address
 * answered, so that a switch of traffic can be seen to take effect.
 *
 * @param server `address:port` of the name server to ask; `system` for that of the machine
 */
export function createNamedHttp(server: string): NamedHttp {
  return {
    async call(call) {
      const resolver = new Resolver({ timeout: call.timeout_ms, tries: 1 });
      if (server !== 'system') resolver.setServers([server]);
      const { lookup, found } = lookingUp(resolver);
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
