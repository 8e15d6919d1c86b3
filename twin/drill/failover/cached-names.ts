import { Resolver } from 'node:dns/promises';

/** Where names lead, as a machine in a store knows it. */
export interface CachedNames {
  /** @throws the resolver's error, when the name is not known and the name server does not say */
  addressOf(name: string): Promise<string>;
}

interface Answer {
  address: string;
  until_ms: number;
}

const ASK_MS = 2000;

/**
 * Looks names up as the resolver of a store does: an answer holds for its time to live, and until then nobody asks again, wherever the
 * name leads by now.
 *
 * @param server `address:port` of the name server
 * @param now milliseconds of a clock that only goes forward
 */
export function cachedNames(server: string, now: () => number = () => performance.now()): CachedNames {
  const known = new Map<string, Promise<Answer>>();

  async function ask(name: string): Promise<Answer> {
    const resolver = new Resolver({ timeout: ASK_MS, tries: 1 });
    resolver.setServers([server]);
    const [first] = await resolver.resolve4(name, { ttl: true });
    if (first === undefined) throw new Error(`${name} has no address`);
    return { address: first.address, until_ms: now() + first.ttl * 1000 };
  }

  async function fresh(name: string): Promise<Answer> {
    const asked = ask(name);
    known.set(name, asked);
    // What was not answered is not remembered.
    asked.catch(() => known.delete(name));
    return asked;
  }

  return {
    async addressOf(name) {
      const answer = await known.get(name);
      return (answer !== undefined && now() < answer.until_ms ? answer : await fresh(name)).address;
    },
  };
}

/** `fetch` for names that only the twin's name server knows: it goes to where a store would go. */
export function followingFetch(names: CachedNames): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    url.hostname = await names.addressOf(url.hostname);
    return fetch(url, init);
  };
}
