import { createSocket, type RemoteInfo } from 'node:dgram';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet, type Question } from 'dns-packet';

/** Knows the address of a name; undefined for a name that is not there. */
export type AddressOf = (name: string) => string | undefined;

export interface NameServer {
  /** `127.0.0.1:<port>`, as resolvers take it. */
  readonly address: string;
  close(): Promise<void>;
}

/** The code of RFC 1035 for a name that is not there. */
const NAME_ERROR = 3;

function answerTo({ id, questions: [question] = [] }: Packet, addressOf: AddressOf, ttl_s: number): Buffer {
  const { name, type } = question as Question;
  const address = addressOf(name.toLowerCase());
  const known = address !== undefined;
  const answers = known && type === 'A' ? [{ type, name, ttl: ttl_s, data: address } as const] : [];
  return encode({
    type: 'response',
    ...(id === undefined ? {} : { id }),
    flags: AUTHORITATIVE_ANSWER | (known ? 0 : NAME_ERROR),
    questions: [question as Question],
    answers,
  });
}

/** Answers DNS queries over UDP on loopback. What cannot be read is left unanswered, as a server does under attack. */
export async function serveNames(addressOf: AddressOf, ttl_s: number, port = 0): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message: Buffer, { port: to, address }: RemoteInfo) => {
    try {
      socket.send(answerTo(decode(message), addressOf, ttl_s), to, address);
    } catch {
      // Not a query.
    }
  });
  // Later errors are of single answers that could not be sent.
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.bind(port, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
