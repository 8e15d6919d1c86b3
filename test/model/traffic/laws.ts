import { type RegionTraffic, trafficAttribute } from '../../../domain/traffic/traffic.ts';
import type { Attributes } from '../../support/one-item-table.ts';
import { otherThan, REGIONS, type Region } from './item.ts';
import type { Moved, World } from './run.ts';

const saidOf = (item: Attributes, region: Region, member: keyof RegionTraffic | 'since'): string | undefined =>
  item[trafficAttribute(member, region)]?.S;
export const servedBy = (item: Attributes, region: Region): string => saidOf(item, region, 'serves') ?? 'all';

/** Never both left: one Region serves everything, so that nobody is sent where nobody is. */
export const somebodyServes = ({ item }: World): boolean => REGIONS.some((region) => servedBy(item, region) === 'all');

const same = (a: Attributes, b: Attributes): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is wrong with a change of the traffic; undefined when nothing is. */
export function wrongWith({ by, state, before, after }: Moved): string | undefined {
  if (state === 'again') return same(before, after) ? undefined : 'a write that arrives again changes something';
  if (before.run?.S !== by.id) return 'a run without the lock moves traffic';
  const left = otherThan(by.region);
  const [served, gameDay] = [servedBy(before, left), saidOf(before, left, 'game_day') ?? 'none'];
  const isOwn = before.moved_by?.S === by.id;
  if (state === 'Take the switch back' || state === 'Leave the Region again' || state === 'Let all traffic back')
    return isOwn ? undefined : 'a run takes back what another one caused';
  if (by.game_day === 'none') return undefined;
  if (by.machine === 'failover' && (served !== 'all' || servedBy(before, by.region) !== 'all'))
    return 'a game day takes over a Region that was left before';
  if (by.machine === 'failback' && gameDay === 'none') return 'a game day brings back what was left in earnest';
  return undefined;
}

/** A run that is over holds nothing. */
export const letsGo = ({ item, runs }: World): boolean =>
  !runs.some(({ id, at }) => at === 'over' && item.run?.S === id);
