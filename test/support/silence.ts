import { createServer } from 'node:net';

/** A port that takes connections and says nothing, ever. */
export const silentPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer(() => {}).unref();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
