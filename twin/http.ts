import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A server on the loopback interface. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Stops at once, connections in use included. */
  readonly close: () => Promise<void>;
}

/** Longer than any pause between two requests of a client here: a connection closed just before use looks like a fault. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Serves on an address of the loopback interface.
 * @param port 0 for any free one
 * @throws when the port is taken, or the machine does not have the address, naming them.
 */
export function listen(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  address = '127.0.0.1',
): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, handle);
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`Port ${port} of ${address} cannot be used`, { cause })));
    server.listen(port, address, () => {
      const used = portOf(server);
      resolve({ port: used, url: `http://${address}:${used}`, close: () => close(server) });
    });
  });
}

/** The whole body of a message. `undefined` when it is longer than `limitBytes`. */
export async function bodyOf(
  message: IncomingMessage,
  limitBytes = Number.MAX_SAFE_INTEGER,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limitBytes) chunks.push(chunk);
  }
  return bytes > limitBytes ? undefined : Buffer.concat(chunks);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
