import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CITY, WITNESS_REGION } from '../../names.ts';
import type { Finding } from './finding.ts';
import { ONLY_ONCE } from './path.ts';
import { assetFile, type RegionalTemplate } from './template.ts';

const CITIES: Readonly<Record<string, string>> = CITY;
const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** CDK names a deployment of an API by a hash of its document, which holds the Region. */
const HASHED_NAMES = /ApiDeployment[0-9A-F]{8}[0-9a-f]{32}/g;

/** A logical id ends with a hash of its path; when the path holds a city, the hash does too. */
const HASHED_IDS = new RegExp(`\\b(\\w*(?:${Object.values(CITIES).join('|')})\\w*?)[0-9A-F]{8}\\b`, 'gi');

/** The time of the shops is one in every Region. */
const SHOP_TIME = 'Europe/Paris';

/**
 * A text with the names of its own Region and city as `own`, and those of each other one as `other`: two Regions that both lead to the
 * same place are not the same, two that each lead to the other are.
 */
export function neutral(text: string, region: string): string {
  let said = text
    .replaceAll(HASHED_NAMES, 'ApiDeployment')
    .replaceAll(HASHED_IDS, (_, id: string) => id.replaceAll(new RegExp(Object.values(CITIES).join('|'), 'g'), title))
    .replaceAll(SHOP_TIME, 'shop-time');
  for (const [one, city] of Object.entries(CITIES)) {
    const role = one === region ? 'own' : 'other';
    said = said
      .replaceAll(one, `${role}-region`)
      .replaceAll(new RegExp(`\\b${city}\\b|(?<=-)${city}(?=[-."/])`, 'g'), `${role}-city`)
      .replaceAll(title(city), title(`${role}City`));
  }
  return said.replaceAll(WITNESS_REGION, 'witness-region');
}

/** A value in the template of a Region. */
interface Part {
  readonly value: unknown;
  readonly region: string;
}

const textOf = ({ value }: Part): string => JSON.stringify(value) ?? '';

/** A list says the same in any order. */
function neutralText({ value, region }: Part): string {
  const texts = Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : [JSON.stringify(value) ?? ''];
  return texts
    .map((text) => neutral(text, region))
    .sort()
    .join();
}

/** Whether a text speaks of each Region, as a list of them all does: then it may be the same everywhere. */
const speaksOfAll = (text: string): boolean =>
  Object.entries(CITIES).every(([region, city]) => text.includes(region) || text.includes(title(city)));

const isSame = (a: Part, b: Part): boolean =>
  neutralText(a) === neutralText(b) || (textOf(a) === textOf(b) && speaksOfAll(textOf(a)));

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A tree's members, by what is left of their names. */
const membersOf = ({ value, region }: Part): Map<string, Part> =>
  new Map(
    Object.entries(isTree(value) ? value : {}).map(([name, inner]) => [
      neutral(name, region),
      { value: inner, region },
    ]),
  );

/** Where two values differ, at most so many places. */
function differences(a: Part, b: Part, at: string, limit: number): string[] {
  if (isSame(a, b)) return [];
  if (!isTree(a.value) || !isTree(b.value)) return [at];
  const [ofA, ofB] = [membersOf(a), membersOf(b)];
  const found: string[] = [];
  for (const name of new Set([...ofA.keys(), ...ofB.keys()])) {
    if (found.length >= limit) break;
    const nothing = { value: undefined, region: '' };
    const inner = differences(
      ofA.get(name) ?? nothing,
      ofB.get(name) ?? nothing,
      `${at}/${name}`,
      limit - found.length,
    );
    found.push(...inner);
  }
  return found;
}

const SHOWN = 3;

/**
 * A template with what it names by a hash (a definition, the template of a clone) named by a hash of what is left of that: those may
 * hold the Region's name too. Bundles stay as they are: code is the same everywhere.
 */
function wholeOf({ content, region, path }: RegionalTemplate): Part {
  const text = JSON.stringify(content).replaceAll(/[0-9a-f]{64}\.json/g, (key) => {
    const file = assetFile(path, key);
    return file === undefined ? key : hash('sha256', neutral(readFileSync(file, 'utf8'), region), 'hex');
  });
  return { value: JSON.parse(text), region };
}

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
    return others.flatMap((other) => {
      const places = differences(wholeOf(first), wholeOf(other), '', SHOWN);
      return places.length === 0
        ? []
        : [finding(`${first.stack} and ${other.stack} differ at ${places.join(', ')}`, other)];
    });
  });
}
