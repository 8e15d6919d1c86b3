/** Names people use for the Regions a deployment may choose. */
const CITIES: Readonly<Record<string, string>> = {
  'eu-central-1': 'frankfurt',
  'eu-north-1': 'stockholm',
  'eu-south-1': 'milan',
  'eu-south-2': 'spain',
  'eu-west-1': 'ireland',
  'eu-west-3': 'paris',
};

/** The Region's city in lower case, or the Region's own name when it has none here. */
export function cityOf(region: string): string {
  return CITIES[region] ?? region;
}
