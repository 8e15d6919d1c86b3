import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DRAWN_PARTS, redraw } from '../../../domain/tax-free/document/document.ts';
import { TRANSITIONS } from '../../../domain/tax-free/life/transition.ts';

const document = readFileSync(new URL('../../../docs/tax-free.md', import.meta.url), 'utf8');

test('docs/tax-free.md shows the tables as they are; else run `npm run docs:tax-free`', () => {
  expect(redraw(document)).toBe(document);
});

test('every step of the life is drawn once', () => {
  const arrows = document.split('\n').filter((line) => line.includes(' --> ') && !line.includes('[*]'));
  expect(arrows).toHaveLength(TRANSITIONS.length);
  expect(new Set(arrows).size).toBe(arrows.length);
});

test('a document without a place for a part is refused', () => {
  expect(() => redraw(document.replace('drawn:life', 'drawn:lives'))).toThrow('no place for life');
  expect(Object.keys(DRAWN_PARTS)).toContain('life');
});
