import { describe, expect, it } from 'vitest';
import type { RecordPlan } from '../../../twin/assembly/plan.ts';
import { type Asked, regionOf } from '../../../twin/route53/answers.ts';

const NAME = 'sell.permanence.example';
const REGIONS = { paris: 'eu-west-3', frankfurt: 'eu-central-1' };

/** The records of `lib/constructs/public-name.ts`. */
const records: RecordPlan[] = Object.entries(REGIONS).flatMap(([city, region]) => [
  { name: `${city}.${NAME}`, leadsTo: { apiOf: region } },
  ...(['canary', 'main'] as const).flatMap((slice): RecordPlan[] => [
    { name: `${slice}.${NAME}`, leadsTo: { apiOf: region }, nearestTo: region, check: `${city} ${slice}` },
    { name: NAME, leadsTo: { name: `${slice}.${NAME}` }, weight: slice === 'canary' ? 10 : 90 },
  ]),
]);

const asked = (sick: readonly string[] = [], at: Partial<Asked> = {}): Asked => ({
  records,
  isHealthy: (check) => !sick.includes(check),
  from: REGIONS.paris,
  random: () => 0.5,
  ...at,
});

/** Share of a thousand evenly spread askers that a name leads to Paris. */
const shareOfParis = (sick: readonly string[]): number =>
  Array.from({ length: 1000 }, (_, i) => regionOf(NAME, asked(sick, { random: () => i / 1000 }))).filter(
    (region) => region === REGIONS.paris,
  ).length / 1000;

describe('the public name', () => {
  it('leads to the nearest Region', () => {
    expect(regionOf(NAME, asked())).toBe(REGIONS.paris);
    expect(regionOf(NAME, asked([], { from: REGIONS.frankfurt }))).toBe(REGIONS.frankfurt);
  });

  it('leads away from a Region that was evacuated, with a tenth of the traffic or with all of it', () => {
    expect(shareOfParis(['paris canary', 'paris main'])).toBe(0);
    expect(shareOfParis(['paris main'])).toBeCloseTo(0.1, 2);
    expect(shareOfParis([])).toBe(1);
  });

  it('leads to the nearest one again when no Region is well, as Route 53 does', () => {
    expect(shareOfParis(['paris canary', 'paris main', 'frankfurt canary', 'frankfurt main'])).toBe(1);
  });
});

describe('any other name', () => {
  it('of a Region leads there, whatever its health', () => {
    expect(regionOf(`paris.${NAME}`, asked(['paris canary', 'paris main']))).toBe(REGIONS.paris);
  });

  it('that the zone does not have leads nowhere', () => {
    expect(regionOf('elsewhere.example', asked())).toBeUndefined();
  });

  it('whose aliases go round in circles is an error', () => {
    const circle: RecordPlan[] = [{ name: 'a', leadsTo: { name: 'a' } }];
    expect(() => regionOf('a', asked([], { records: circle }))).toThrow('circles');
  });
});
