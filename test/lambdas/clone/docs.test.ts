import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CLONE_STATES } from '../../../lambdas/clone/life/state.ts';
import { MOST_DAYS } from '../../../lambdas/clone/plan/input.ts';

const text = readFileSync('docs/clones.md', 'utf8');

it('docs/clones.md draws the life of a clone as it is', () => {
  const rows = CLONE_STATES.map(
    ({ state, says, from }) => `| \`${state}\` | ${says} | ${from.map((one) => `\`${one}\``).join(', ')} |`,
  );
  expect(text).toContain(rows.join('\n'));
});

it('docs/clones.md names the bound of days', () => {
  expect(text).toContain(`| \`days\` | 1 to ${MOST_DAYS} |`);
});
