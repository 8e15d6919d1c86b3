import type { Serves } from './slices.ts';

/** What one Region serves, and who caused it. */
export interface RegionTraffic {
  readonly serves: Serves;
  /** The run that last changed it; `nobody` while no run did. */
  readonly by: string;
  /** The game day that left the Region, `none` when somebody left it in earnest or it was never left. */
  readonly game_day: string;
}

/** What all Regions serve: one item, so that one condition keeps both from being left. */
export interface Traffic {
  /** The number of the last change of any Region; 0 when nobody ever changed anything. */
  readonly revision: number;
  readonly regions: Readonly<Record<string, RegionTraffic>>;
}

/** A Region of which the item says nothing was never left. */
export const NEVER_LEFT: RegionTraffic = { serves: 'all', by: 'nobody', game_day: 'none' };

export const trafficOf = ({ regions }: Traffic, region: string): RegionTraffic => regions[region] ?? NEVER_LEFT;

/** The partition key and the sort key of the traffic item; the lock of the runbooks that change it is in the same item. */
export const TRAFFIC_KEY = 'TRAFFIC';

/** The attribute of the traffic item that says something of a Region. */
export const trafficAttribute = (member: keyof RegionTraffic | 'since', region: string): string =>
  `${member}#${region}`;

/** What a run sees of both Regions before it changes what one of them serves; its writes name the revision. */
export interface SeenTraffic {
  readonly revision: number;
  /** The Region in which the run is. */
  readonly own: RegionTraffic;
  /** The Region that is to be left, or brought back. */
  readonly left: RegionTraffic;
}

export const seenTraffic = (traffic: Traffic, own: string, left: string): SeenTraffic => ({
  revision: traffic.revision,
  own: trafficOf(traffic, own),
  left: trafficOf(traffic, left),
});
