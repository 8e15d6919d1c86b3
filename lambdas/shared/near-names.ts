import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { type Answer, decode, encode, type Packet } from 'dns-packet';
import { VANTAGE_PREFIX } from '../../domain/traffic/vantage.ts';

/** The name server did not say that its answer is for the network it was asked for: it may be for whoever asks. */
class NotPlaced extends Error {
  override readonly name = 'NotPlaced';
}

/** The name has no address there. */
export class NoSuchName extends Error {
  override readonly name = 'NoSuchName';
}

const DNS_PORT = 53;
/** The number of the option. Source: RFC 7871. */
const CLIENT_SUBNET = 8;
/** What may come in one packet without being cut. Source: DNS flag day 2020. */
const UDP_BYTES = 1232;

interface Server {
  readonly address: string;
  readonly port: number;
}

/** The query of RFC 7871: on behalf of a client in a network. */
const queryFor = (id: number, name: string, network: string): Buffer =>
  encode({
    type: 'query',
    id,
    questions: [{ type: 'A', name }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: UDP_BYTES,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [{ code: CLIENT_SUBNET, family: 1, sourcePrefixLength: VANTAGE_PREFIX, ip: network }],
      },
    ],
  });

/** Whether the answer says that it depends on the network: its scope is not empty. Source: RFC 7871, section 7.2.1. */
const isPlaced = ({ additionals = [] }: Packet): boolean =>
  additionals.some(
    (one) => one.type === 'OPT' && one.options.some((option) => 'ip' in option && (option.scopePrefixLength ?? 0) > 0),
  );

const addressesIn = (answers: readonly Answer[] = []): string[] =>
  answers.flatMap((one) => (one.type === 'A' ? [String(one.data)] : []));

/** @returns undefined for what is no answer: anybody can send to an open port */
function readable(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

/** One query over UDP. @throws Error `TimeoutError` when nobody answers in time */
function exchange({ address, port }: Server, query: Buffer, id: number, timeout_ms: number): Promise<Packet> {
  const socket = createSocket('udp4');
  let timer: NodeJS.Timeout | undefined;
  return new Promise<Packet>((resolve, reject) => {
    const tooLate = () => reject(Object.assign(new Error(`${address} gave no answer`), { name: 'TimeoutError' }));
    timer = setTimeout(tooLate, timeout_ms);
    socket.on('error', reject);
    socket.on('message', (message) => {
      const packet = readable(message);
      if (packet?.id === id) resolve(packet);
    });
    socket.send(query, port, address);
  }).finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}

const anyOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(Math.random() * all.length)];

/** A name server that answers for the zone of a name by itself, found as resolvers find it: one of them, so that a dead one is not asked for ever. */
async function authorityOf(name: string): Promise<Server> {
  const resolver = new Resolver();
  const labels = name.split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const server = anyOf(await resolver.resolveNs(labels.slice(from).join('.')).catch(() => []));
    const address = server && anyOf(await resolver.resolve4(server));
    if (address !== undefined) return { address, port: DNS_PORT };
  }
  throw new NoSuchName(`nobody answers for the zone of ${name}`);
}

/** Tells the address that a name has for a client in a network (IPv4, see `VANTAGES`). */
export type NearNames = (name: string, network: string, timeout_ms: number) => Promise<string>;

/**
 * Asks the zone's own name server, which has no cache: what it answers is what Route 53 goes by now. Source: Route 53 developer guide, "How
 * Amazon Route 53 uses EDNS0 to estimate the location of a user".
 *
 * @param server `address:port` of the name server; `system` to find the zone's
 * @throws NotPlaced, NoSuchName, TimeoutError
 */
export const createNearNames =
  (server: string): NearNames =>
  async (name, network, timeout_ms) => {
    const [address = '', port = DNS_PORT] = server.split(':');
    const at = server === 'system' ? await authorityOf(name) : { address, port: Number(port) };
    const id = Math.floor(Math.random() * 65_536);
    const packet = await exchange(at, queryFor(id, name, network), id, timeout_ms);
    const [found] = addressesIn(packet.answers);
    if (found === undefined) throw new NoSuchName(`${name} has no address`);
    if (!isPlaced(packet)) throw new NotPlaced(`the name server of ${name} does not say for whom it answers`);
    return found;
  };
