import { afterEach, describe, expect, it } from 'vitest';
import { type Exchange, NotConnected } from '../../../lambdas/shared/customs/exchange.ts';
import { createCustoms } from '../../../lambdas/shared/customs/gateway.ts';
import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import { type Listening, listen } from '../../../twin/http.ts';

const deletion = { messageId: 'S01.F.1', formId: 'ABCDEFGHJK0123456789AB' };
const acknowledged: Exchange = { status: 202, body: JSON.stringify({ acknowledgement: deletion.messageId }) };
const token = (expires_in: unknown = 300): Exchange => ({
  status: 200,
  body: JSON.stringify({ access_token: 'token', expires_in }),
});

/** A gateway whose exchanges are played back; what was asked is kept. */
function played(answers: { token?: (Exchange | Error)[]; message?: (Exchange | Error)[] }) {
  const asked: { url: string; authorization: string | undefined; body: string }[] = [];
  const clock = { now: 0 };
  let secret = 's:e';
  const next = (queue: (Exchange | Error)[] = [], otherwise: Exchange): Exchange => {
    const answer = queue.shift() ?? otherwise;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const customs = createCustoms({
    url: 'http://customs',
    client: async () => ({ id: 'id', secret }),
    renew: async () => {
      secret = 'new';
    },
    now: () => clock.now,
    post: async (url, headers, body) => {
      asked.push({ url, authorization: headers.authorization, body });
      return url.endsWith('/oauth2/token') ? next(answers.token, token()) : next(answers.message, acknowledged);
    },
  });
  const tokensAsked = (): number => asked.filter(({ url }) => url.endsWith('/oauth2/token')).length;
  const sent = (): number => asked.length - tokensAsked();
  return { customs, asked, clock, tokensAsked, sent };
}

describe('the token', () => {
  it('is asked for once, and again from a minute before it expires', async () => {
    const { customs, clock, tokensAsked } = played({});
    await Promise.all([customs.delete(deletion), customs.delete(deletion)]);
    clock.now = 239_999;
    await customs.delete(deletion);
    expect(tokensAsked()).toBe(1);
    clock.now = 240_000;
    await customs.delete(deletion);
    expect(tokensAsked()).toBe(2);
  });

  it('is asked for by our client’s own id and secret', async () => {
    const { customs, asked } = played({});
    await customs.delete(deletion);
    expect(asked[0]).toMatchObject({
      authorization: `Basic ${Buffer.from('id:s%3Ae').toString('base64')}`,
      body: 'grant_type=client_credentials',
    });
    expect(asked[1]?.authorization).toBe('Bearer token');
  });

  it('that is refused is replaced once, as the message was not looked at', async () => {
    const refused = { status: 401, body: '' };
    const { customs, tokensAsked, sent } = played({ message: [refused] });
    expect(await customs.delete(deletion)).toBe('acknowledged');
    expect([tokensAsked(), sent()]).toEqual([2, 2]);
    const again = played({ message: [refused, refused] });
    expect(await again.customs.delete(deletion)).toBe('not-acknowledged');
  });

  it('that is refused to our client is asked for once more with the secret as it is by then', async () => {
    const { customs, asked, sent } = played({ token: [{ status: 401, body: '{"error":"invalid_client"}' }] });
    expect(await customs.delete(deletion)).toBe('acknowledged');
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(asked.slice(0, 2).map(({ authorization }) => authorization)).toEqual([basic('id:s%3Ae'), basic('id:new')]);
    expect(sent()).toBe(1);
  });

  it('that is not given leaves the message unsent, and is asked for again the next time', async () => {
    const { customs, sent } = played({ token: [{ status: 500, body: 'no' }, new OutcomeUnknown('slow')] });
    expect(await customs.delete(deletion)).toBe('not-acknowledged');
    expect(await customs.delete(deletion)).toBe('not-acknowledged');
    expect(sent()).toBe(0);
    expect(await customs.delete(deletion)).toBe('acknowledged');
  });
});

describe('a message', () => {
  it.each([
    ['nobody is there', new NotConnected('ECONNREFUSED')],
    ['it is refused', { status: 422, body: '' }],
    ['customs take nothing in just now', { status: 503, body: '' }],
  ])('is not acknowledged when %s', async (_, answer) => {
    const { customs, sent } = played({ message: [answer] });
    expect(await customs.delete(deletion)).toBe('not-acknowledged');
    expect(sent()).toBe(1);
  });

  it.each([
    ['no answer comes', new OutcomeUnknown('slow')],
    ['somebody in between answers for customs', { status: 502, body: '' }],
    ['customs fail while they take it in', { status: 500, body: '' }],
    ['another message is acknowledged', { status: 202, body: '{"acknowledgement":"other"}' }],
    ['the acknowledgement cannot be read', { status: 202, body: '<html>' }],
  ])('is of unknown outcome when %s, and is not sent again', async (_, answer) => {
    const { customs, sent } = played({ message: [answer] });
    await expect(customs.delete(deletion)).rejects.toThrow(OutcomeUnknown);
    expect(sent()).toBe(1);
  });
});

describe('over HTTP', () => {
  let server: Listening | undefined;
  afterEach(() => server?.close());

  async function listening(onMessage: 'hang' | 'break'): Promise<string> {
    server = await listen(0, (request, response) => {
      if (request.url === '/oauth2/token') response.end(JSON.stringify({ access_token: 't', expires_in: 300 }));
      else if (onMessage === 'break') request.resume().on('end', () => response.socket?.destroy());
    });
    return server.url;
  }

  const client = async () => ({ id: 'id', secret: 'secret' });

  it.each(['hang', 'break'] as const)('an answer that does not come (%s) is of unknown outcome', async (how) => {
    const customs = createCustoms({ url: await listening(how), client, timeout_ms: 200 });
    await expect(customs.delete(deletion)).rejects.toThrow(OutcomeUnknown);
  });

  it('a closed port takes nothing in', async () => {
    const url = await listening('hang');
    await server?.close();
    expect(await createCustoms({ url, client }).delete(deletion)).toBe('not-acknowledged');
  });
});
