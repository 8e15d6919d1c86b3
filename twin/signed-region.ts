import type { IncomingHttpHeaders } from 'node:http';

/** The credential scope of a signed request: `Credential=<key>/<day>/<region>/<service>/aws4_request`. */
const SIGNED_FOR = /Credential=[^/]+\/\d+\/([\w-]+)\//;

/** AWS name of the Region that a request is signed for; empty when it is not signed. */
export const signedRegion = ({ authorization = '' }: IncomingHttpHeaders): string =>
  SIGNED_FOR.exec(authorization)?.[1] ?? '';
