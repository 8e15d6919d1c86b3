import { connect } from 'node:net';

/** Long enough for an answer under load, short enough for what is never answered. */
const PATIENCE_MS = 1_500;

/** An answer as its bytes said. */
export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Sends bytes on a connection of their own, closes this side of it, and gives all that came back: nothing when the connection was broken or
 * left without an answer.
 */
export function sendRaw(port: number, bytes: Uint8Array | string): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const done = (): void => {
      socket.destroy();
      resolve(got);
    };
    socket.setTimeout(PATIENCE_MS, done);
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('error', done).on('end', done).on('close', done);
    socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
}

/** The first answer in what came back. */
export function answerIn(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    type: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '',
    body: rest
      .join('\r\n\r\n')
      .slice(0, Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Number.MAX_SAFE_INTEGER)),
  };
}

const HOST = 'Host: x\r\n';

/** Requests that are no HTTP, or HTTP at its edges, each of which ended a server somewhere once. */
export const ODD_REQUESTS: readonly string[] = [
  '\r\n\r\n',
  'nonsense',
  '\u0000\u0001\u0002\u0003',
  `GET //[ HTTP/1.1\r\n${HOST}\r\n`,
  `GET //[::1 HTTP/1.1\r\n${HOST}\r\n`,
  `GET http://[ HTTP/1.1\r\n${HOST}\r\n`,
  `GET http://:99999/ HTTP/1.1\r\n${HOST}\r\n`,
  `GET //%zz/%E9/%C3 HTTP/1.1\r\n${HOST}\r\n`,
  `GET /%00%0d%0a HTTP/1.1\r\n${HOST}\r\n`,
  `GET /v1/receipts/\u00e9 HTTP/1.1\r\n${HOST}\r\n`,
  `GET /../../etc HTTP/1.1\r\n${HOST}\r\n`,
  `GET /?%=%&=&a=%zz HTTP/1.1\r\n${HOST}\r\n`,
  `GET * HTTP/1.1\r\n${HOST}\r\n`,
  `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`,
  `HEAD / HTTP/1.1\r\n${HOST}\r\n`,
  `CONNECT x:1 HTTP/1.1\r\n${HOST}\r\n`,
  `PROPFIND / HTTP/1.1\r\n${HOST}\r\n`,
  `BREW / HTTP/1.1\r\n${HOST}\r\n`,
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: [\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}Expect: wonders\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}No colon\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}Authorization: Credential=a/1/__proto__/x\r\nX-Amz-Target: __proto__\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}X-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 50\r\n\r\ncut off`,
  `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
  `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 4\r\nX-Amz-Target: TrentService.constructor\r\n\r\nnull`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nX-Amz-Target: DynamoDB_20120810.toString\r\n\r\n[`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 20001\r\nX-Amz-Target: AWSStepFunctions.StartExecution\r\n\r\n${'['.repeat(20_001)}`,
];

/** Whether somebody takes connections there. */
export function reachable(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
