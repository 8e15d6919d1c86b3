import { createSocket, type RemoteInfo } from 'node:dgram';
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type OptAnswer,
  type Packet,
  type PacketOpt,
  type Question,
} from 'dns-packet';

/**
 * Knows the address of a name for whoever asks, or for a client in a network that the query states; undefined for a name that is not
 * there.
 */
export type AddressOf = (name: string, network?: string) => string | undefined;

export interface NameServer {
  /** `127.0.0.1:<port>`, as resolvers take it. */
  readonly address: string;
  close(): Promise<void>;
}

/** The number of the option that states a client's network. Source: RFC 7871. */
const CLIENT_SUBNET = 8;

/** The code of RFC 1035 for a name that is not there. */
const NAME_ERROR = 3;

type ClientSubnet = Extract<PacketOpt, { ip: string | undefined }>;

/** The network of the client on whose behalf a query is made. Source: RFC 7871. */
const clientIn = ({ additionals = [] }: Packet): ClientSubnet | undefined =>
  additionals
    .flatMap((one) => (one.type === 'OPT' ? one.options : []))
    .find((option): option is ClientSubnet => 'ip' in option);

/** Says that the answer depends on the network, as Route 53 does. */
const placed = ({ family, sourcePrefixLength, ip }: ClientSubnet): OptAnswer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [{ code: CLIENT_SUBNET, family, sourcePrefixLength, scopePrefixLength: sourcePrefixLength, ip }],
});

function answerTo(packet: Packet, addressOf: AddressOf, ttl_s: number): Buffer {
  const { id, questions: [question] = [] } = packet;
  const { name, type } = question as Question;
  const client = clientIn(packet);
  const address = addressOf(name.toLowerCase(), client?.ip);
  const known = address !== undefined;
  const answers = known && type === 'A' ? [{ type, name, ttl: ttl_s, data: address } as const] : [];
  return encode({
    type: 'response',
    ...(id === undefined ? {} : { id }),
    flags: AUTHORITATIVE_ANSWER | (known ? 0 : NAME_ERROR),
    questions: [question as Question],
    answers,
    additionals: client === undefined ? [] : [placed(client)],
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
