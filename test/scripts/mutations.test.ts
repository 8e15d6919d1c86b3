import { describe, expect, test } from 'vitest';
import { mutantsOf, withMutant } from '../../scripts/mutants/mutations.ts';
import { importersAmong, nearestTests } from '../../scripts/mutants/nearest-tests.ts';

const faultsOf = (source: string): string[] => mutantsOf('some.ts', source).map((mutant) => withMutant(source, mutant));

describe('small faults put into the code', () => {
  test('a comparison is turned, widened or narrowed', () => {
    expect(faultsOf('export const over = (a: number, b: number): boolean => a > b;')).toEqual([
      'export const over = (a: number, b: number): boolean => a >= b;',
    ]);
  });

  test('a condition is decided both ways, and a statement left out', () => {
    expect(faultsOf('if (ready) start();')).toEqual(['if (true) start();', 'if (false) start();', 'if (ready) ;']);
  });

  test('types are no code: they are left as they are', () => {
    expect(faultsOf('type Either = 1 | 2; export const one: Either = 1 as 1 | 2;')).toEqual([
      'type Either = 1 | 2; export const one: Either = 2 as 1 | 2;',
    ]);
  });

  test('what only takes away or orders is left out', () => {
    expect(faultsOf('export const left = all.filter(isLeft);')).toEqual(['export const left = all;']);
  });
});

test('the nearest tests of a file are those that import it themselves, then those that reach it through others', () => {
  const importers = importersAmong([
    'domain/vat.ts',
    'domain/sale.ts',
    'test/domain/vat.test.ts',
    'test/domain/sale.test.ts',
  ]);
  expect(nearestTests('domain/vat.ts', importers)).toEqual(['test/domain/vat.test.ts', 'test/domain/sale.test.ts']);
});
