import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { printedCommands } from '../../../../twin/drill/failover/person.ts';

const RUNBOOK = readFileSync(new URL('../../../../docs/runbooks.md', import.meta.url), 'utf8');

it('the commands that the drill types are those that the runbook prints, with a name in place of NAME', () => {
  expect(printedCommands(RUNBOOK)).toEqual({
    show: 'npm run runbook -- approve failover --show',
    approve: 'npm run runbook -- approve failover --by Ada',
    refuse: 'npm run runbook -- approve failover --refuse --by Ada',
  });
});

it('a runbook that prints no command to approve breaks the drill, as it would leave a person without one', () => {
  const without = RUNBOOK.replaceAll('-- approve failover --by NAME', '-- approve failover');
  expect(() => printedCommands(without)).toThrow('prints no command to approve');
});
