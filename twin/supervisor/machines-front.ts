import type { IncomingMessage, ServerResponse } from 'node:http';
import { forwarderTo } from '../dynamodb/forward.ts';
import { bodyOf, listen } from '../http.ts';
import { signedRegion } from '../signed-region.ts';

/**
 * One address for the state machines of all Regions, so that a command with clients in several Regions needs one endpoint only. A Region
 * that is down takes its own machines along: connections to them break.
 */
export interface MachinesFront {
  readonly url: string;
  /** Says where a Region's machines are served; nowhere without an address. */
  readonly route: (region: string, url: string | undefined) => void;
  readonly close: () => Promise<void>;
}

type Way = ReturnType<typeof forwarderTo>;

export async function serveMachinesFront(port = 0): Promise<MachinesFront> {
  const ways = new Map<string, Way>();
  const server = await listen(port, (request, response) =>
    carry(ways.get(signedRegion(request.headers)), request, response),
  );
  const route: MachinesFront['route'] = (region, url) => {
    ways.get(region)?.close();
    ways.delete(region);
    if (url !== undefined) ways.set(region, forwarderTo(url));
  };
  return {
    url: server.url,
    route,
    close: async () => {
      for (const region of [...ways.keys()]) route(region, undefined);
      await server.close();
    },
  };
}

async function carry(way: Way | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (way === undefined) return void response.destroy();
  try {
    const body = (await bodyOf(request)) ?? Buffer.alloc(0);
    const answer = await way.forward(request.url ?? '/', request.headers, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch {
    response.destroy();
  }
}
