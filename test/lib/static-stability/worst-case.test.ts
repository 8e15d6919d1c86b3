import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine, State } from '../../../lib/rules/static-stability/machine.ts';
import { type Bounds, NO_BOUNDS, worstCase } from '../../../lib/rules/static-stability/worst-case.ts';
import { foundIn, inOrder, invoke, RUNS, said } from './support.ts';

const took = (TimeoutSeconds: number | string, more: Partial<State> = {}): State => ({
  Type: 'Task',
  TimeoutSeconds,
  ...more,
});
const END: State = { Type: 'Succeed' };
const machine_s = (machine: Machine, bounds: Partial<Bounds> = {}): number =>
  worstCase(machine, { ...NO_BOUNDS, ...bounds }).machine_s;

describe('the longest path', () => {
  it('adds up what follows each other', () => {
    expect(machine_s(inOrder({ a: took(10), b: { Type: 'Wait', Seconds: 5 }, c: { Type: 'Pass' }, end: END }))).toBe(
      15,
    );
  });

  it('takes the longer of two ways, a Catch included', () => {
    const States = {
      choose: { Type: 'Choice', Choices: [{ Next: 'short' }], Default: 'risky' },
      short: took(5, { Next: 'end' }),
      risky: took(10, { Next: 'end', Catch: [{ Next: 'undo' }] }),
      undo: took(7, { Next: 'end' }),
      end: END,
    };
    expect(worstCase({ StartAt: 'choose', States }, NO_BOUNDS)).toMatchObject({
      machine_s: 17,
      path: ['choose', 'risky', 'undo', 'end'],
    });
  });

  it('counts every attempt with all its time, and the longest pauses between them', () => {
    // 10 s four times; pauses of 2, 4 and 5 s, the last one capped.
    const Retry = [{ IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 5 }];
    expect(machine_s(inOrder({ a: took(10, { Retry }), end: END }))).toBe(51);
  });

  it('takes the defaults of the language for a Retry that says nothing', () => {
    expect(machine_s(inOrder({ a: took(10, { Retry: [{}] }), end: END }))).toBe(4 * 10 + 1 + 2 + 4);
  });

  it('counts each retrier for itself', () => {
    const Retry = [{ MaxAttempts: 1 }, { MaxAttempts: 2, BackoffRate: 1 }];
    expect(machine_s(inOrder({ a: took(10, { Retry }), end: END }))).toBe(4 * 10 + 1 + 2);
  });

  it('waits for the longest branch of a Parallel', () => {
    const Branches = [inOrder({ x: took(3), y: took(4) }), inOrder({ z: took(5) })];
    expect(machine_s(inOrder({ all: { Type: 'Parallel', Branches }, end: END }))).toBe(7);
  });

  it('repeats a Map for as many items as there are, so many at once', () => {
    const all: State = {
      Type: 'Map',
      MaxConcurrency: 2,
      Items: [1, 2, 3, 4, 5],
      ItemProcessor: inOrder({ x: took(10) }),
    };
    expect(machine_s(inOrder({ all, end: END }))).toBe(30);
    expect(machine_s(inOrder({ all: { ...all, Items: '{% $all %}' }, end: END }), { items: { all: 4 } })).toBe(20);
  });

  it('goes round a loop as often as its bound says', () => {
    const States = {
      look: took(4, { Next: 'well?' }),
      'well?': { Type: 'Choice', Choices: [{ Next: 'end' }], Default: 'wait' },
      wait: { Type: 'Wait', Seconds: 1, Next: 'look' },
      end: END,
    };
    expect(machine_s({ StartAt: 'look', States }, { visits: { look: 3 } })).toBe(4 + 1 + 4 + 1 + 4 + 1);
    expect(machine_s({ StartAt: 'look', States }, { visits: { wait: 2 } })).toBe(4 + 1 + 4 + 1 + 4);
  });

  it("counts people's time apart", () => {
    const machine = inOrder({ gather: took(20), approve: took(600), act: took(30), end: END });
    expect(worstCase(machine, { ...NO_BOUNDS, people: ['approve'] })).toMatchObject({ machine_s: 50, people_s: 600 });
  });

  it('ends where the outage is over', () => {
    expect(
      machine_s(inOrder({ act: took(30), 'All is well': took(60), report: took(60), end: END }), {
        until: ['All is well'],
      }),
    ).toBe(30);
  });

  it('reads the cap of an expression, or what is declared for it', () => {
    expect(machine_s(inOrder({ a: took('{% $min([30, $left]) %}'), end: END }))).toBe(30);
    expect(machine_s(inOrder({ a: took('{% $left %}'), end: END }), { seconds: { a: 40 } })).toBe(40);
  });

  it('of any graph without loops is as long as the longest of all its paths', () => {
    const edges = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
    const weights = fc.array(fc.nat(50), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(edges, weights, (drawn, seconds) => {
        const nexts = drawn.map((ends, i) => ends.filter((end) => end > i));
        const longest = (i: number): number => (seconds[i] ?? 0) + Math.max(0, ...(nexts[i] ?? []).map(longest));
        const States = Object.fromEntries(
          nexts.map((ends, i) => [
            `s${i}`,
            took(seconds[i] ?? 0, { Choices: ends.map((end) => ({ Next: `s${end}` })) }),
          ]),
        );
        expect(machine_s({ StartAt: 's0', States })).toBe(longest(0));
      }),
    );
  });
});

describe('what has no bound is refused by name', () => {
  const unbounded = (machine: Machine, bounds: Partial<Bounds> = {}) =>
    worstCase(machine, { ...NO_BOUNDS, ...bounds }).unbounded;

  it.each<[string, State, string]>([
    ['a Task without a timeout', { Type: 'Task' }, '"a" is a Task without a TimeoutSeconds that can be read'],
    ['a computed timeout', took('{% $left %}'), '"a" is a Task without a TimeoutSeconds that can be read'],
    ['a Wait until an instant', { Type: 'Wait' }, '"a" is a Wait without Seconds that can be read'],
    [
      'a Map over what is computed',
      { Type: 'Map', Items: '{% $all %}', ItemProcessor: inOrder({ x: took(1) }) },
      '"a" is a Map over nobody knows how many items',
    ],
  ])('%s', (_, state, says) => {
    expect(unbounded(inOrder({ a: state, end: END }))).toEqual([says]);
  });

  it('a loop', () => {
    const States = { a: took(1, { Next: 'b' }), b: took(1, { Next: 'a', Catch: [{ Next: 'end' }] }), end: END };
    expect(unbounded({ StartAt: 'a', States })).toEqual(['"a", "b" are a loop that no state bounds']);
    expect(unbounded({ StartAt: 'a', States }, { visits: { b: 2 } })).toEqual([]);
  });

  it('the loop beside one that is bounded', () => {
    const States = { a: took(1, { Choices: [{ Next: 'a' }, { Next: 'b' }] }), b: took(1, { Next: 'a' }) };
    expect(unbounded({ StartAt: 'a', States }, { visits: { b: 2 } })).toHaveLength(1);
  });
});

describe('a machine of the way', () => {
  const definition = inOrder({ 'Take the lock': invoke(RUNS, { TimeoutSeconds: 301 }), Done: END });

  it('that may take longer than its budget is refused, and the path named', () => {
    expect(said(foundIn({ both: () => ({ definition }) }), 'within-budget')).toEqual([
      'failover may take 301 s of its 300 s: Take the lock → Done',
    ]);
  });

  it('without a budget needs only an end', () => {
    const { budget_s: _, ...path } = { budget_s: 0, name: 'failover' };
    expect(
      said(
        foundIn({ both: () => ({ definition }), path: { ...path, budget_s: Number.POSITIVE_INFINITY } }),
        'within-budget',
      ),
    ).toEqual([]);
  });
});
