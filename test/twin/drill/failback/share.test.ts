import { expect, test } from 'vitest';
import { stagesOf } from '../../../../twin/drill/failback/share.ts';

const look = (at_s: number, serves: 'all' | 'canary' | 'none', share: number) => ({
  at_ms: at_s * 1000,
  serves,
  share,
});

test('a stage lasts while the switch says the same, and is told by its last look: health checks follow late', () => {
  const looks = [
    look(0, 'none', 0),
    look(10, 'canary', 0),
    look(40, 'canary', 0.1),
    look(50, 'all', 0.1),
    look(90, 'all', 1),
  ];
  expect(stagesOf(looks)).toEqual([
    { serves: 'none', share: 0, seconds: 0 },
    { serves: 'canary', share: 0.1, seconds: 30 },
    { serves: 'all', share: 1, seconds: 40 },
  ]);
});

test('a Region that is left again is a stage of its own', () => {
  const looks = [look(0, 'none', 0), look(1, 'canary', 0.1), look(2, 'none', 0.1), look(3, 'none', 0)];
  expect(stagesOf(looks).map(({ serves, share }) => `${serves} ${share}`)).toEqual(['none 0', 'canary 0.1', 'none 0']);
});
