import { CITY, WITNESS_REGION } from '../../names.ts';
import type { Finding } from './finding.ts';
import { ONLY_ONCE } from './path.ts';
import type { RegionalTemplate } from './template.ts';

const CITIES: Readonly<Record<string, string>> = CITY;
const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** CDK names a deployment of an API by a hash of its document, which holds the Region. */
const HASHED_NAMES = /ApiDeployment[0-9A-F]{8}[0-9a-f]{32}/g;

/**
 * A text with the names of its own Region and city as `own`, and those of each other one as `other`: two Regions that both lead to the
 * same place are not the same, two that each lead to the other are.
 */
export function neutral(text: string, region: string): string {
  let said = text.replaceAll(HASHED_NAMES, 'ApiDeployment');
  for (const [one, city] of Object.entries(CITIES)) {
    const role = one === region ? 'own' : 'other';
    said = said
      .replaceAll(one, `${role}-region`)
      .replaceAll(new RegExp(`\\b${city}\\b|(?<=-)${city}(?=[-."/])`, 'g'), `${role}-city`)
      .replaceAll(title(city), title(`${role}City`));
  }
  return said.replaceAll(WITNESS_REGION, 'witness-region');
}

/** Where two values differ, at most so many places. */
function differences(a: unknown, b: unknown, at: string, limit: number): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isTree(a) || !isTree(b)) return [at];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const found: string[] = [];
  for (const name of names) {
    if (found.length >= limit) break;
    found.push(...differences(a[name], b[name], `${at}/${name}`, limit - found.length));
  }
  return found;
}

const SHOWN = 3;

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
};

/** The stacks of one kind in an environment, by what is left of their names. */
function kinds(all: readonly RegionalTemplate[]): Map<string, RegionalTemplate[]> {
  const found = new Map<string, RegionalTemplate[]>();
  for (const template of all) {
    if (ONLY_ONCE.some((once) => once.test(template.stack))) continue;
    const kind = neutral(template.stack, template.region);
    found.set(kind, [...(found.get(kind) ?? []), template]);
  }
  return found;
}

const finding = (says: string, { path }: RegionalTemplate): Finding => ({
  rule: 'equal-regions',
  says,
  templatePath: path,
  resourceLogicalId: '',
});

/** Whether the Regions of an environment have the same stacks, and these the same content but for names. */
export function equalRegions(all: readonly RegionalTemplate[]): Finding[] {
  const regions = new Set(all.map(({ region }) => region));
  if (regions.size < 2) return [];
  return [...kinds(all)].flatMap(([kind, [first, ...others]]) => {
    if (first === undefined) return [];
    if (others.length + 1 !== regions.size) return [finding(`${kind} is not in every Region`, first)];
    const read = ({ content, region }: RegionalTemplate) =>
      sorted(JSON.parse(neutral(JSON.stringify(content), region)));
    const whole = read(first);
    return others.flatMap((other) => {
      const places = differences(whole, read(other), '', SHOWN);
      return places.length === 0
        ? []
        : [finding(`${first.stack} and ${other.stack} differ at ${places.join(', ')}`, other)];
    });
  });
}
