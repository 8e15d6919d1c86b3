import { type SeenTraffic, seenTraffic } from '../../domain/traffic/traffic.ts';
import type { EvacuationDependencies } from './dependencies.ts';
import type { Healthy, Returned } from './event.ts';
import type { Head } from './tills.ts';

const BEATS = 3;
/** The canary of a Region beats at most once a second. */
const PAUSE_MS = 1100;
/** The sweep of forms comes every minute; what was due two minutes ago was passed over. */
const SWEPT_WITHIN_MS = 120_000;
/** The store of the returned Region buys every minute. */
const SCHEDULED_WITHIN_MS = 150_000;

/** Whether a Region does strong reads and conditional writes, one after the other. */
async function beats({ outside, urls, sleep }: EvacuationDependencies): Promise<string[]> {
  for (let beat = 0; beat < BEATS; beat++) {
    const { ok, says } = await outside.canary(urls.other);
    if (!ok) return [`its canary ${says}`];
    if (beat + 1 < BEATS) await sleep(PAUSE_MS);
  }
  return [];
}

/** Whether the Region that was left is well, as it is seen from here. */
export async function healthy(
  { outside, urls, otherRegion }: EvacuationDependencies,
  { region }: Healthy,
): Promise<{ healthy: boolean; says: string }> {
  if (region !== otherRegion) return { healthy: false, says: `${region} is not the other Region` };
  const { ok, says } = await outside.canary(urls.other);
  return { healthy: ok, says };
}

/** Whether what a Region does by the clock is done again: its own store sells there. */
async function schedules({ tills, now }: EvacuationDependencies, region: string): Promise<string[]> {
  const last = await tills.lastSale(region, 'own');
  const late = last === undefined || now().getTime() - Date.parse(last) > SCHEDULED_WITHIN_MS;
  return late ? [`its own store has not sold there since ${last ?? 'ever'}`] : [];
}

async function queues({ overdue, now }: EvacuationDependencies): Promise<string[]> {
  const forms = await overdue(new Date(now().getTime() - SWEPT_WITHIN_MS));
  return forms === 0 ? [] : [`${forms} forms wait longer than a sweep`];
}

/** What is known of a Region that is back. */
export interface Back {
  readonly traffic: SeenTraffic;
  /** Ends of the synthetic tills' chains: they must be there afterwards. */
  readonly heads: readonly Head[];
  readonly ready: boolean;
  /** What is still lacking; empty when it is ready. */
  readonly lacks: readonly string[];
}

export async function returned(dependencies: EvacuationDependencies, { region }: Returned): Promise<Back> {
  const { tills, otherRegion, region: here } = dependencies;
  const [all, heads] = await Promise.all([dependencies.traffic(), tills.heads()]);
  const traffic = seenTraffic(all, here, region);
  if (region !== otherRegion)
    return { traffic, heads, ready: false, lacks: [`${here} can only bring back ${otherRegion}`] };
  const found = await Promise.all([beats(dependencies), schedules(dependencies, region), queues(dependencies)]);
  const { serves } = traffic.own;
  const lacks = [...(serves === 'all' ? [] : [`${here} itself serves ${serves}`]), ...found.flat()];
  return { traffic, heads, ready: lacks.length === 0, lacks };
}
