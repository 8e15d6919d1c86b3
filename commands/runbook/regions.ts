/** Regions by the name that people use. */
const CITIES: Readonly<Record<string, string>> = { paris: 'eu-west-3', frankfurt: 'eu-central-1' };

/** The Region that stays when one is left: there the way out is started. Undefined for a name of no Region of ours. */
export const otherThan = (region: string): string | undefined =>
  Object.values(CITIES).includes(region) ? Object.values(CITIES).find((one) => one !== region) : undefined;

/** The AWS name of a Region that people may have named by its city. */
export const regionNamed = (name: string): string => CITIES[name] ?? name;
