import { expect, it } from 'vitest';
import { readEnvironment } from '../../../lambdas/shared/environment.ts';

it('an environment holds the variables its contract names, and no others', () => {
  expect(readEnvironment(['LEDGER_TABLE'], { LEDGER_TABLE: 'ledger', HOME: '/' })).toEqual({ LEDGER_TABLE: 'ledger' });
});

it('a function refuses to start without its variables, and names every one that is missing or empty', () => {
  expect(() => readEnvironment(['A', 'B', 'C'], { B: 'here', C: '' })).toThrow('missing environment variables: A, C');
});
