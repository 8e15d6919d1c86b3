import { UsageError } from '../usage.ts';

/** Regions by the name that people use. */
const CITIES: Readonly<Record<string, string>> = { paris: 'eu-west-3', frankfurt: 'eu-central-1' };

/** The Region that stays when one is left: there the way out is started. Undefined for a name of no Region of ours. */
export const otherThan = (region: string): string | undefined =>
  Object.values(CITIES).includes(region) ? Object.values(CITIES).find((one) => one !== region) : undefined;

/** The AWS name of a Region that people may have named by its city. @throws UsageError naming the Regions that there are */
export function regionNamed(name: string): string {
  const region = CITIES[name] ?? name;
  if (Object.values(CITIES).includes(region)) return region;
  const known = Object.entries(CITIES).flat().join(', ');
  throw new UsageError(`unknown Region '${name}'; known: ${known}`);
}

/** How a Region is shown to people: its city, with the AWS name. */
export function shownRegion(region: string): string {
  const [city] = Object.entries(CITIES).find(([, one]) => one === region) ?? [];
  return city === undefined ? region : `${city} (${region})`;
}
