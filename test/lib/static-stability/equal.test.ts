import { describe, expect, it } from 'vitest';
import { equalRegions, neutral } from '../../../lib/rules/static-stability/equal.ts';
import type { RegionalTemplate } from '../../../lib/rules/static-stability/template.ts';
import { otherOf, type Region } from './support.ts';

const stack = (name: string, region: Region, Properties: Record<string, unknown>, id = 'Thing'): RegionalTemplate => ({
  stack: `test/${name}`,
  environment: 'test',
  region,
  path: `/${name}`,
  content: { Resources: { [id]: { Type: 'A::B::C', Properties } } },
});

const pair = (of: (region: Region) => Record<string, unknown>): RegionalTemplate[] => [
  stack('ServiceParis', 'eu-west-3', of('eu-west-3')),
  stack('ServiceFrankfurt', 'eu-central-1', of('eu-central-1')),
];

describe('two Regions', () => {
  it('may differ in the names of themselves and of each other', () => {
    const of = (region: Region) => ({
      Name: `permanence-${region === 'eu-west-3' ? 'paris' : 'frankfurt'}`,
      Topic: `arn:aws:sns:${region}:1:topic`,
      Copies: `arn:aws:backup:${otherOf(region)}:1:vault`,
    });
    expect(equalRegions(pair(of))).toEqual([]);
  });

  it('may name resources after their city', () => {
    const Properties = { a: 1 };
    const both = [
      stack('ServiceParis', 'eu-west-3', Properties, 'NameparisShare7652F99A'),
      stack('ServiceFrankfurt', 'eu-central-1', Properties, 'NamefrankfurtShare3F1BD11B'),
    ];
    expect(equalRegions(both)).toEqual([]);
  });

  it('may both list all Regions, in one order', () => {
    expect(
      equalRegions(pair(() => ({ REGIONS: 'eu-west-3,eu-central-1', List: ['eu-west-3', 'eu-central-1'] }))),
    ).toEqual([]);
  });

  it('may both keep the time of the shops', () => {
    expect(equalRegions(pair(() => ({ Zone: 'Europe/Paris' })))).toEqual([]);
  });

  it('may not both lead to one of them', () => {
    const [finding] = equalRegions(pair(() => ({ Topic: 'arn:aws:sns:eu-west-3:1:topic' })));
    expect(finding?.says).toContain('differ at /Resources/Thing/Properties/Topic');
  });

  it.each([
    ['a value', { Timeout: 5 }, { Timeout: 6 }],
    ['a member', { Timeout: 5 }, {}],
    ['an entry of a list', { Rules: [{ a: 1 }, { b: 1 }] }, { Rules: [{ a: 1 }, { b: 2 }] }],
  ])('may not differ in %s', (_, ofParis, ofFrankfurt) => {
    const found = equalRegions(pair((region) => (region === 'eu-west-3' ? ofParis : ofFrankfurt)));
    expect(found.map(({ rule }) => rule)).toEqual(['equal-regions']);
    expect(found[0]?.says).toContain(
      'test/ServiceParis and test/ServiceFrankfurt differ at /Resources/Thing/Properties/',
    );
  });

  it('may not have a stack that the other has not', () => {
    const found = equalRegions([...pair(() => ({})), stack('ExtraParis', 'eu-west-3', {})]);
    expect(found.map(({ says }) => says)).toEqual(['test/ExtraOwnCity is not in every Region']);
  });

  it('share the stack of the tables', () => {
    expect(equalRegions([...pair(() => ({})), stack('Tables', 'eu-west-3', {})])).toEqual([]);
  });

  it('are more than one: an environment of one Region has nothing to compare', () => {
    expect(equalRegions([stack('ServiceParis', 'eu-west-3', {})])).toEqual([]);
  });
});

it('a text is said from the point of view of its Region', () => {
  const text = 'permanence-production-service-paris in eu-west-3, KeysParis, and eu-central-1';
  expect(neutral(text, 'eu-west-3')).toBe(
    'permanence-production-service-own-city in own-region, KeysOwnCity, and other-region',
  );
  expect(neutral(text, 'eu-central-1')).toBe(
    'permanence-production-service-other-city in other-region, KeysOtherCity, and own-region',
  );
});
