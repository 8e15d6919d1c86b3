import { describe, expect, it } from 'vitest';
import { explored, product } from './explore.ts';
import type { Product } from './run.ts';
import { asItIs, aslOf, type MachineName } from './writes.ts';

/** The product with one text of a machine's definition changed. */
function changed(machine: MachineName, from: string, to: string): Partial<Product> {
  const text = asItIs(machine);
  if (!text.includes(from)) throw new Error(`the machine ${machine} does not say '${from}' any more`);
  return { asl: aslOf((name) => (name === machine ? text.replaceAll(from, to) : asItIs(name))) };
}

const LOCK = '#lock = :run AND #until >= :since AND ';

describe('two runs of any kind, from whatever was left behind', () => {
  it('never leave both Regions, never undo what another one caused, and somebody can always bring service to either', {
    timeout: 300_000,
  }, async () => {
    const { fault, worlds, settled } = await explored(product());
    expect(fault).toBeUndefined();
    expect(settled).toBeGreaterThan(5);
    expect(worlds).toBeGreaterThan(1000);
  });
});

describe('the model', () => {
  it.each([
    ['the failover moves traffic without its lock', () => changed('failover', LOCK, '')],
    ['the failback moves traffic without its lock', () => changed('failback', LOCK, '')],
    ['the failover gives its own Region nothing', () => changed('failover', ', #own = :all', '')],
    [
      'a game day takes over what was left',
      (): Partial<Product> => ({ judged: () => ({ can_take_everything: true, refusals: [] }) }),
    ],
    [
      'the failback of game days brings everything back',
      () => changed('failback', '$options.game_day_only and', 'false and'),
    ],
    ['a run keeps its lock at its end', (): Partial<Product> => ({ releases: false })],
    [
      'nobody can overrule that a Region was left',
      (): Partial<Product> => ({
        judged: (_, { own }) => ({
          can_take_everything: true,
          refusals: own.serves === 'all' ? [] : [{ name: 'survivor-evacuated', says: 'it was left', stops: true }],
        }),
      }),
    ],
  ])('sees that %s', { timeout: 300_000 }, async (_, mutant) => {
    const { fault } = await explored({ ...product(), ...mutant() });
    expect(fault?.law).toEqual(expect.any(String));
  });
});
