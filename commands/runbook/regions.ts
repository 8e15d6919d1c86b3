/** Regions by the name that people use. */
const CITIES: Readonly<Record<string, string>> = { paris: 'eu-west-3', frankfurt: 'eu-central-1' };

/** The AWS name of a Region that people may have named by its city. */
export const regionNamed = (name: string): string => CITIES[name] ?? name;
