import type { Device } from '../../lambdas/shared/http.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { apiEvent } from './events.ts';
import type { Region } from './world.ts';

const TILL = '/v1/stores/{store}/tills/{till}';
const RESOURCES: readonly { resource: string; of: (region: Region) => Route }[] = [
  { resource: `${TILL}/receipts/{sequence}/duplicates/{number}`, of: ({ checkout }) => checkout },
  { resource: `${TILL}/receipts/{sequence}`, of: ({ checkout }) => checkout },
  { resource: `${TILL}/closings/{period}`, of: ({ checkout }) => checkout },
  { resource: `${TILL}/head`, of: ({ receipts }) => receipts },
  { resource: '/v1/receipts/{receiptNumber}', of: ({ receipts }) => receipts },
];

const patternOf = (resource: string): RegExp => new RegExp(`^${resource.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** A Region's real handlers behind `fetch`, for a store client: what stands between them on AWS is left out. */
export function fetchOf(region: Region, device: Device): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(String(input));
    if (pathname === '/v1/health')
      return Response.json({ status: 'ok' }, { headers: { date: new Date().toUTCString() } });
    for (const { resource, of } of RESOURCES) {
      const path = patternOf(resource).exec(pathname)?.groups;
      if (path === undefined) continue;
      const body = typeof init?.body === 'string' ? init.body : undefined;
      const answer = await of(region)(apiEvent(init?.method ?? 'GET', resource, { path: { ...path }, device, body }));
      const headers = Object.entries(answer.headers ?? {}).map(
        ([name, value]) => [name, String(value)] as [string, string],
      );
      return new Response(answer.body, { status: answer.statusCode, headers });
    }
    throw new TypeError(`nothing answers at ${pathname}`);
  };
}
