import { expect, test } from 'vitest';
import { outageAfter } from '../../../../twin/drill/failover/outage.ts';

/** One question a second; `x` was not answered. */
const asked = (marks: string) => [...marks].map((mark, i) => ({ at_ms: i * 1000, ok: mark !== 'x', says: '' }));

test('an outage lasts from the fault to the first of five good answers in a row', () => {
  expect(outageAfter(2000, asked('oooxxxooooooo'))).toEqual({ outage_ms: 4000, over: true, later: 0 });
});

test('a single good answer of a dying Region does not end an outage', () => {
  expect(outageAfter(2000, asked('ooxxoxxxoooooo'))).toMatchObject({ outage_ms: 6000, over: true });
});

test('what failed before the fault is not of its outage', () => {
  expect(outageAfter(3000, asked('xxxoooooooo'))).toEqual({ outage_ms: 0, over: true, later: 0 });
});

test('an outage without an end is as long as anybody looked, and not over', () => {
  expect(outageAfter(1000, asked('ooxxxxxooo'))).toEqual({ outage_ms: 8000, over: false, later: 0 });
});

test('failures after the recovery are counted apart', () => {
  expect(outageAfter(0, asked('xoooooxoox'))).toMatchObject({ outage_ms: 1000, over: true, later: 2 });
});

test('an outage that nobody looked at is not over', () => {
  expect(outageAfter(9000, asked('ooo'))).toMatchObject({ over: false });
});
