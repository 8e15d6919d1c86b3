import { regionalName } from './constructs/public-name.ts';
import { CITY, type ServingRegion } from './names.ts';
import type { Settings } from './settings.ts';

const NONE = 'none';

/**
 * The names by which a function reaches the service: as stores do, and each Region by its own. `none` where there is none: without a
 * domain nobody outside of a Region's stack knows its address.
 */
export function regionUrls({ domain, regions }: Settings, region: ServingRegion) {
  const other = regions.find((one) => one !== region);
  const urlOf = (one: ServingRegion) => (domain === undefined ? NONE : `https://${regionalName(domain, CITY[one])}`);
  return {
    PUBLIC_URL: domain === undefined ? NONE : `https://${domain.name}`,
    OWN_URL: urlOf(region),
    OTHER_REGION: other ?? NONE,
    OTHER_URL: other === undefined ? NONE : urlOf(other),
    // Resolvers of the Region itself: Route 53 answers from a data plane that is everywhere.
    DNS_SERVER: 'system',
  };
}
