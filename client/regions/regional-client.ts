import type { Clock, Random } from '../clock.ts';
import type { Identity } from '../identity.ts';
import { attempt, type RegionalRequest } from './attempt.ts';
import { Call, type CallLimits, type CallParts, type Outcome } from './call.ts';
import { RegionHealth } from './health.ts';
import { HEDGE_BOUNDS, Latency } from './latency.ts';
import type { Region } from './region.ts';
import { RegionTime } from './region-time.ts';

/** Half a second less than the three seconds that a customer may be kept waiting. */
const CALL_LIMITS: CallLimits = { deadline_ms: 2_500, attempt_ms: 1_200 };

export interface RegionalClientParts {
  /** The nearest first. */
  regions: readonly Region[];
  identity?: Identity;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  random: Random;
  /** Where they differ from CALL_LIMITS: a line that is slower than a shop's. */
  limits?: Partial<CallLimits>;
}

export interface RegionalClient {
  /**
   * Brings one idempotent request to an answer over whichever Region gives one, within the deadline. Never rejects and never guesses:
   * without a definite answer the outcome is `unanswered`, and the same request may be sent again.
   */
  call(request: RegionalRequest, limits?: Partial<CallLimits>): Promise<Outcome>;
  /** By how much this device's clock is ahead of the Regions', in milliseconds; undefined before their first answer. */
  clockAhead_ms(): number | undefined;
}

/** Asks a failed Region for a strong read and a conditional write: a shallow answer would bring it back while its store is cut off. */
async function probe(parts: CallParts, region: Region): Promise<void> {
  const request = { method: 'GET', path: '/v1/health?deep=true' } as const;
  const ended = await attempt(parts, region, request, { timeout_ms: 1_000, cancel: new AbortController().signal });
  const well = 'status' in ended && ended.status === 200 && ended.took_ms <= HEDGE_BOUNDS.most_ms;
  if (well) parts.health.answered(region.name);
  else parts.health.failed(region.name);
}

/** The store client of tills and kiosks: one client per device, so that what it learns of the Regions' health is kept. */
export function createRegionalClient({ regions, limits: usual, ...rest }: RegionalClientParts): RegionalClient {
  const regionTime = new RegionTime(rest.clock);
  const parts: CallParts = {
    ...rest,
    regionTime,
    health: new RegionHealth(regions, rest.clock, rest.random),
    latencies: new Map(regions.map(({ name }) => [name, new Latency()])),
  };
  return {
    clockAhead_ms: () => regionTime.ahead_ms(),
    call: (request, limits = {}) => {
      for (const region of parts.health.takeDueProbes()) void probe(parts, region);
      return new Call(parts, request, { ...CALL_LIMITS, ...usual, ...limits }).run();
    },
  };
}
