import type { Clock } from '../clock.ts';
import type { Region } from './region.ts';
import type { RegionTime } from './region-time.ts';
import { retryAfter_ms } from './retry-after.ts';

/**
 * A request that may be sent to either Region any number of times: a read, a PUT of a fact under its own key, or one of the two POSTs
 * that a second time changes nothing (a quote, a cancellation).
 */
export interface RegionalRequest {
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  /** Sent as it is: every attempt carries the same bytes. */
  body?: string;
  accept?: string;
}

/** How one attempt at one Region ended. A failure says nothing about whether the Region wrote. */
export type Attempt = { region: string; took_ms: number } & (
  | { status: number; body: unknown; retryAfter_ms?: number }
  | { failure: 'timeout' | 'network' | 'cancelled' }
);

export interface AttemptParts {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  regionTime: RegionTime;
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return text;
  return JSON.parse(text);
}

function headersOf({ body, accept }: RegionalRequest, bearer: string | undefined): Record<string, string> {
  return {
    accept: accept ?? 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  };
}

async function exchange(parts: AttemptParts, region: Region, request: RegionalRequest, init: RequestInit) {
  const response = await parts.fetch(region.url + request.path, init);
  const wait_ms = retryAfter_ms(response.headers.get('retry-after'), parts.clock.wall_ms());
  const isService = response.headers.get('content-type')?.includes('json') === true;
  const body = await contentOf(response);
  // what answers in a Region's place, as a captive portal does, has a clock of its own
  if (isService) parts.regionTime.note(response.headers.get('date'));
  return {
    status: response.status,
    body,
    ...(wait_ms === undefined ? {} : { retryAfter_ms: wait_ms }),
  };
}

/** Sends the request to one Region once. Never rejects: what went wrong on the way is part of the value. */
export async function attempt(
  parts: AttemptParts,
  region: Region,
  request: RegionalRequest,
  limits: { timeout_ms: number; cancel: AbortSignal; bearer?: string },
): Promise<Attempt> {
  const started_ms = parts.clock.elapsed_ms();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limits.timeout_ms);
  const { method, body } = request;
  const signal = AbortSignal.any([limits.cancel, late.signal]);
  const init = { method, headers: headersOf(request, limits.bearer), signal, ...(body === undefined ? {} : { body }) };
  const took = () => ({ region: region.name, took_ms: parts.clock.elapsed_ms() - started_ms });
  try {
    const answer = await exchange(parts, region, request, init);
    return { ...took(), ...answer };
  } catch {
    const failure = limits.cancel.aborted ? 'cancelled' : late.signal.aborted ? 'timeout' : 'network';
    return { ...took(), failure };
  } finally {
    clearTimeout(timer);
  }
}
