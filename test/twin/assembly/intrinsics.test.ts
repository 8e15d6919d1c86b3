// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's own
import { describe, expect, test } from 'vitest';
import { resolveValue, type Scope } from '../../../twin/assembly/intrinsics.ts';
import type { Json } from '../../../twin/assembly/json.ts';

const scope: Scope = {
  ref: (name) => (name === 'AWS::NoValue' ? undefined : `<${name}>`),
  attribute: (logicalId, name) => `${logicalId}:${name}`,
  condition: (name) => name === 'Yes',
  mapping: (map, key, name) => `${map}/${key}/${name}`,
};

const CASES: readonly (readonly [string, Json, Json | undefined])[] = [
  ['Ref', { Ref: 'Table' }, '<Table>'],
  ['Ref AWS::NoValue drops a property', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Key', 'Arn'] }, 'Key:Arn'],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Stack.Outputs.Url' }, 'Stack:Outputs.Url'],
  ['Fn::Sub', { 'Fn::Sub': 'x-${A}-${B.Arn}-${!C}' }, 'x-<A>-B:Arn-${C}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${who}!', { who: { Ref: 'A' } }] }, '<A>!'],
  ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }]] }, 'a/<B>'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['.', 'a.b.c'] }] }, 'b'],
  ['Fn::If', [{ 'Fn::If': ['Yes', 'then', 'else'] }, { 'Fn::If': ['No', 'then', 'else'] }], ['then', 'else']],
  [
    'Fn::Equals, Not, And, Or',
    {
      'Fn::And': [
        { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
        { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] },
      ],
    },
    true,
  ],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'K' }, 'n'] }, 'M/<K>/n'],
  ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  [
    'a policy Condition is no intrinsic',
    { Condition: { StringEquals: { a: 'b' } } },
    { Condition: { StringEquals: { a: 'b' } } },
  ],
];

describe('intrinsic functions', () => {
  test.each(CASES)('%s', (_, value, expected) => {
    expect(resolveValue(value, scope)).toEqual(expected);
  });

  test('one that the twin does not know is an error with its name', () => {
    expect(() => resolveValue({ 'Fn::ImportValue': 'x' }, scope)).toThrow('Fn::ImportValue');
  });
});
