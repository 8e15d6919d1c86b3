import type { Exchange, Post } from './exchange.ts';

/** Our OAuth2 client at the customs gateway. */
export interface CustomsClient {
  id: string;
  secret: string;
}

/** A token is no longer used this long before it expires, so that none expires on its way. */
const MARGIN_MS = 60_000;

/** Of a token endpoint that says nothing about it. [ours] */
const DEFAULT_LIFE_S = 300;

const TOKEN_TIMEOUT_MS = 3000;

/** No token was given: nothing was sent to customs. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

export interface Tokens {
  /** @throws NoToken */
  current(): Promise<string>;
  /** Forgets a token that was refused; one fetched since stays. */
  forget(token: string): void;
}

interface Held {
  token: string;
  until_ms: number;
}

function parsed(body: string): { access_token?: unknown; expires_in?: unknown } {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

/** Answers of a token endpoint that does not know our client or its secret (RFC 6749, section 5.2). */
const REFUSED_CLIENT = new Set([400, 401]);

/** What tokens are fetched with. */
export interface TokenSource {
  url: string;
  client(): Promise<CustomsClient>;
  /** Learns the secret anew: it may have been replaced since it was read. */
  renew(): Promise<void>;
  post: Post;
  now(): number;
}

/** OAuth2 client credentials (RFC 6749, section 4.4), kept until a minute before they expire; asked for once, however many wait. */
export function createTokens({ url, client, renew, post, now }: TokenSource): Tokens {
  let held: Held | undefined;
  let fetching: Promise<Held> | undefined;

  async function ask(): Promise<Exchange> {
    const { id, secret } = await client();
    const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
    return post(`${url}/oauth2/token`, headers, 'grant_type=client_credentials', TOKEN_TIMEOUT_MS);
  }

  async function askAgain(): Promise<Exchange> {
    await renew();
    return ask();
  }

  async function fetchToken(): Promise<Held> {
    const asked = now();
    const first = await ask();
    const { status, body } = REFUSED_CLIENT.has(first.status) ? await askAgain() : first;
    const { access_token, expires_in = DEFAULT_LIFE_S } = parsed(body);
    if (status !== 200 || typeof access_token !== 'string') throw new NoToken(`token endpoint answered ${status}`);
    return { token: access_token, until_ms: asked + Number(expires_in) * 1000 - MARGIN_MS };
  }

  return {
    async current() {
      if (held !== undefined && held.until_ms > now()) return held.token;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      try {
        held = await fetching;
      } catch (error) {
        throw error instanceof NoToken ? error : new NoToken('token endpoint', { cause: error });
      }
      return held.token;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
