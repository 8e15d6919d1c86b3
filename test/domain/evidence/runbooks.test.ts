import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RUNBOOKS } from '../../../domain/evidence/runbooks.ts';

const folder = new URL('../../../statemachines/', import.meta.url);

/** The names under which the definitions take their locks, each Region's token filled in. */
const used = readdirSync(folder).flatMap((file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const names = [...text.matchAll(/'runbook':\s*'([^']+)'/g)].map(([, name = '']) => name);
  return names.flatMap((name) => ['eu-west-3', 'eu-central-1'].map((region) => name.replace(/\$\{Region\}/, region)));
});

it('every chain that a definition writes is one of those that vouch for each other', () => {
  expect(used.length).toBeGreaterThan(0);
  for (const name of used) expect(RUNBOOKS).toContain(name);
});

it('every chain is named once', () => {
  expect(new Set(RUNBOOKS).size).toBe(RUNBOOKS.length);
});
