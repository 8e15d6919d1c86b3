import { invalidParameter } from '../errors.ts';
import type { Seconds } from '../records.ts';

/** One page of a list, newest first. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly NextToken?: string;
}

const MOST = 1000;

interface Listed {
  readonly CreationDate: Seconds;
}

/**
 * The page that the query asks for by `maxResults` and `nextToken`. The token says after which entry it begins, so that an entry
 * deleted between two pages hides no other.
 * @throws InvalidParameterValueException
 */
export function pageOf<T extends Listed>(
  all: readonly T[],
  nameOf: (entry: T) => string,
  query: URLSearchParams,
): Page<T> {
  const size = Number(query.get('maxResults') ?? MOST);
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    throw invalidParameter(`maxResults must be from 1 to ${MOST}`);
  const place = (entry: T): Place => [entry.CreationDate, nameOf(entry)];
  const after = query.get('nextToken');
  const rest = all
    .toSorted((one, other) => compare(place(one), place(other)))
    .filter((entry) => after === null || compare(place(entry), opened(after)) > 0);
  const entries = rest.slice(0, size);
  const last = entries.at(-1);
  return { entries, ...(last && rest.length > size ? { NextToken: sealed(place(last)) } : {}) };
}

type Place = readonly [creation: Seconds, name: string];

function compare([oneAt, one]: Place, [otherAt, other]: Place): number {
  return otherAt - oneAt || (one < other ? -1 : one > other ? 1 : 0);
}

const sealed = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function opened(token: string): Place {
  try {
    const [at, name] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof at === 'number' && typeof name === 'string') return [at, name];
  } catch {
    // said below
  }
  throw invalidParameter('Invalid NextToken');
}

/** Whether a record passes the query's filters on times, `createdBefore` and the like. */
export function isWithin(query: URLSearchParams, creation: Seconds, completion?: Seconds): boolean {
  const bound = (name: string): Seconds | undefined => secondsOf(query.get(name));
  const before = (at: Seconds | undefined, name: string) => {
    const end = bound(name);
    return end === undefined || (at !== undefined && at < end);
  };
  const after = (at: Seconds | undefined, name: string) => {
    const start = bound(name);
    return start === undefined || (at !== undefined && at > start);
  };
  return (
    before(creation, 'createdBefore') &&
    after(creation, 'createdAfter') &&
    before(completion, 'completeBefore') &&
    after(completion, 'completeAfter')
  );
}

/** Times in queries are ISO 8601, with or without a fraction; some clients send seconds since 1970. */
function secondsOf(text: string | null): Seconds | undefined {
  if (text === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(seconds)) throw invalidParameter(`Invalid time: ${text}`);
  return seconds;
}

/** Whether a record has the value that the query asks for, if it asks. */
export const isAsked = (query: URLSearchParams, name: string, value: string | undefined): boolean =>
  !query.has(name) || query.get(name) === value;
