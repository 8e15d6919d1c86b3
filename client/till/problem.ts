import type { Problem } from '../../api/generated/contract.ts';

const PREFIX = 'urn:permanence:problem:';

/**
 * Reads an answer's body as a problem of the service. What a proxy, a captive portal or a gateway says in its own words is none: it
 * must never void a sale.
 */
export function problemOf(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null || !('type' in body)) return undefined;
  return typeof body.type === 'string' && body.type.startsWith(PREFIX) ? (body as Problem) : undefined;
}

/** The stable name of a problem, for instance `return-exceeds-remaining`. */
export const problemName = ({ type }: Problem): string => type.slice(PREFIX.length);
