import { randomUUID } from 'node:crypto';
import type { Answer, Request } from '../simulator/serve.ts';

/** Short, so that the cache of our adapter is seen to work and to end. */
const LIFE_S = 300;

/** OAuth2 client credentials (RFC 6749), as far as one client needs them. */
export function tokenEndpoint(client: { id: string; secret: string }) {
  const issued = new Map<string, number>();
  const expected = Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`);
  return {
    issue({ headers, body }: Request): Answer {
      if (headers.authorization !== `Basic ${expected.toString('base64')}`)
        return { status: 401, body: { error: 'invalid_client' } };
      if (new URLSearchParams(body).get('grant_type') !== 'client_credentials')
        return { status: 400, body: { error: 'unsupported_grant_type' } };
      const token = randomUUID();
      issued.set(token, Date.now() + LIFE_S * 1000);
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: LIFE_S } };
    },
    isValid: ({ headers }: Request): boolean =>
      (issued.get((headers.authorization ?? '').replace(/^Bearer /, '')) ?? 0) > Date.now(),
    /** Every token is worth nothing from now on. */
    revoke: () => issued.clear(),
  };
}
