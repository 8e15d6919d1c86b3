import type { JsonObject } from '../json.ts';
import { ServiceError } from '../service/errors.ts';

/** The most elements of one answer. Source: Step Functions API reference. */
const PAGE = 1000;

/**
 * One page of a list, by `maxResults` and `nextToken`, under the given name.
 * @throws ServiceError `InvalidToken`
 */
export function pageOf(input: JsonObject, name: string, all: readonly JsonObject[], usual = 100): JsonObject {
  const asked = Number(input.maxResults ?? 0) || usual;
  const from = startOf(input.nextToken);
  const to = from + Math.min(asked, PAGE);
  return { [name]: all.slice(from, to), ...(to < all.length ? { nextToken: String(to) } : {}) };
}

function startOf(token: unknown): number {
  if (token === undefined || token === null) return 0;
  if (typeof token === 'string' && /^\d{1,9}$/.test(token)) return Number(token);
  throw new ServiceError('InvalidToken', `Invalid Token: '${String(token)}'`);
}
