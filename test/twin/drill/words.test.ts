import { expect, test } from 'vitest';
import { amountOf, faultOf } from '../../../twin/drill/words.ts';

test.each(['0', '-3', 'many', '', 'Infinity'])('an amount of %j is no drill', (word) => {
  expect(() => amountOf(word, 'forms')).toThrow(/--forms takes a number above 0/);
});

test('an amount is taken as it is typed', () => {
  expect(amountOf('0.5', 'time-scale')).toBe(0.5);
});

test('a misspelt fault is not mistaken for another one', () => {
  expect(['kill', 'isolate'].map(faultOf)).toEqual(['kill', 'isolate']);
  expect(() => faultOf('isolat')).toThrow(/isolat/);
});
