import { faultAt } from '../../domain/evacuation/fault.ts';
import { type Facts, type Judgement, judge } from '../../domain/evacuation/judge.ts';
import { addDays } from '../../domain/tax-free/calendar.ts';
import { parisDate } from '../../domain/tax-free/paris.ts';
import { type SeenTraffic, seenTraffic } from '../../domain/traffic/traffic.ts';
import type { EvacuationDependencies } from './dependencies.ts';
import type { Gather } from './event.ts';
import { shopHour } from './rules.ts';
import type { Head } from './tills.ts';

/** All that is known before a Region is left. */
export interface Evidence extends Judgement {
  readonly gathered_at: string;
  readonly facts: Facts;
  /** What both Regions serve, as it stands. */
  readonly traffic: SeenTraffic;
  /** Ends of the synthetic tills' chains: they must be there afterwards. */
  readonly heads: readonly Head[];
  /** When a store here last sold in the Region to leave: the fault came later. */
  readonly last_well_at?: string;
  /** When the clock starts; absent when there was no fault, or nobody knows. */
  readonly fault_at?: string;
}

/** The newest report of each Region, of today in Paris, by which reports are dated, or, before this morning's run is over, of yesterday. */
async function mornings({ morning, now, region, otherRegion }: EvacuationDependencies): Promise<Facts['mornings']> {
  const today = parisDate(now());
  const days = [today, addDays(today, -1)];
  const regions = [region, otherRegion].filter((one) => one !== 'none');
  const found = await Promise.all(
    regions.map(async (one) => {
      for (const date of days) {
        const report = await morning(date, one);
        if (report !== undefined) return [{ region: one, date, colour: report.colour }];
      }
      return [];
    }),
  );
  return found.flat();
}

async function versions({ notes, region, otherRegion, now }: EvacuationDependencies, own: string) {
  await notes.present(region, own, now().toISOString());
  const other = await notes.version(otherRegion);
  return { [region]: own, ...(other === undefined ? {} : { [otherRegion]: other }) };
}

/** Whoever leaves a Region that is well of their own accord has no fault to count from, unless they tell of one. */
function clock({ told = {}, mode, manner }: Gather, last_well_at: string | undefined, now: Date) {
  const lost = (mode === 'real' && manner === 'ungraceful') || told.detected_at !== undefined;
  const fault_at = faultAt({ ...told, last_well_at: lost ? last_well_at : undefined, now });
  return { ...(last_well_at === undefined ? {} : { last_well_at }), ...(fault_at === undefined ? {} : { fault_at }) };
}

/** Everything at once: a machine waits for it, and customers for the machine. */
export async function gather(dependencies: EvacuationDependencies, event: Gather): Promise<Evidence> {
  const { region: own, otherRegion: other, urls, outside, tills, rules, now } = dependencies;
  const { region, version } = event;
  const [canary, other_canary, traffic, known, reports, heads, lastWell] = await Promise.all([
    outside.canary(urls.own),
    outside.canary(urls.other),
    dependencies.traffic(),
    versions(dependencies, version),
    mornings(dependencies),
    tills.heads(),
    tills.lastSale(own, 'other'),
  ]);
  const seen = seenTraffic(traffic, own, region);
  const facts: Facts = {
    region,
    own,
    other,
    own_serves: seen.own.serves,
    left_serves: seen.left.serves,
    canary,
    other_canary,
    concurrency: rules.concurrency,
    hour: shopHour(now()),
    peak: rules.peakHours,
    versions: known,
    mornings: reports,
  };
  const known_of = { gathered_at: now().toISOString(), ...judge(event, facts), facts, traffic: seen, heads };
  return { ...known_of, ...clock(event, lastWell, now()) };
}
