import clientModule from '@adyen/api-library/lib/src/client.js';
import type { EnvironmentEnum } from '@adyen/api-library/lib/src/config.js';
import { defaultOf } from './interop.ts';
import { platformOf } from './platform.ts';
import { createTransport } from './transport.ts';

const Client = defaultOf(clientModule);

export type AdyenClient = InstanceType<typeof Client>;

/** The library's client for a platform, unchanged but for the transport, which is a choice the library offers. */
export function adyenClient(url: string, apiKey: string, timeout_ms: number): AdyenClient {
  const { environment, livePrefix, origin } = platformOf(url);
  return new Client(
    {
      apiKey,
      environment: environment as EnvironmentEnum,
      connectionTimeoutMillis: timeout_ms,
      ...(livePrefix === undefined ? {} : { liveEndpointUrlPrefix: livePrefix }),
    },
    createTransport(timeout_ms, origin),
  );
}
