import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from './document/conformance.ts';
import { redraw } from './document/draw.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const document = read('../../../docs/state-machines.md');

test('docs/state-machines.md shows the tables as they are; else run `npm run docs:state-machines`', () => {
  expect(redraw(document)).toBe(document);
});

test.each(RULES)('the rule "$rule" is shown by a test that exists', ({ file, test: title }) => {
  const quoted = [`'${title}'`, `"${title}"`];
  expect(quoted.some((name) => read(file).includes(name))).toBe(true);
});
