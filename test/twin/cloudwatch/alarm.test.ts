import { describe, expect, it } from 'vitest';
import type { AlarmPlan } from '../../../twin/assembly/plan.ts';
import { Alarm } from '../../../twin/cloudwatch/alarm.ts';
import type { AlarmState } from '../../../twin/cloudwatch/rule.ts';

const plan: AlarmPlan = {
  name: 'lost',
  namespace: 'Shop',
  metric: 'lost',
  statistic: 'Maximum',
  periodSeconds: 60,
  periods: 3,
  breaching: 3,
  threshold: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  missing: 'missing',
};

/** Where an alarm stands after periods that were over the threshold (X), under it (0), or without data (-). */
function standing(points: string, more: Partial<AlarmPlan>, before: AlarmState): AlarmState {
  const alarm = new Alarm({ ...plan, ...more }, before);
  let state = before;
  for (const point of points) {
    if (point !== '-') alarm.take(point === 'X' ? 1 : 0);
    state = alarm.judge();
  }
  return state;
}

const [OK, ALARM, NONE] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const KEPT = 'as it was';

/** The two tables of the CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data". */
describe.each([
  { breaching: 3, points: '0-X-X', expected: [OK, OK, OK, OK] },
  { breaching: 3, points: '----0', expected: [OK, OK, OK, OK] },
  { breaching: 3, points: '-----', expected: [NONE, KEPT, ALARM, OK] },
  { breaching: 3, points: '0XX-X', expected: [ALARM, ALARM, ALARM, ALARM] },
  { breaching: 3, points: '--X--', expected: [ALARM, KEPT, ALARM, OK] },
  { breaching: 2, points: '0-X-X', expected: [ALARM, ALARM, ALARM, ALARM] },
  { breaching: 2, points: '00X0X', expected: [ALARM, ALARM, ALARM, ALARM] },
  { breaching: 2, points: '0-X--', expected: [OK, OK, ALARM, OK] },
  { breaching: 2, points: '----0', expected: [OK, OK, ALARM, OK] },
  { breaching: 2, points: '---X-', expected: [ALARM, KEPT, ALARM, OK] },
])('an alarm upon $breaching of 3 periods that were $points', ({ breaching, points, expected }) => {
  it.each(TREATMENTS.map((missing, i) => [missing, expected[i]] as const))(
    'treats none as %s: %s',
    (missing, state) => {
      for (const before of [OK, ALARM])
        if (state === KEPT) expect(standing(`-----${points}`, { breaching, missing }, before)).toBe(before);
      if (state !== KEPT) expect(standing(points, { breaching, missing }, OK)).toBe(state);
    },
  );
});

describe('an alarm', () => {
  const twice = { periods: 2, breaching: 2, missing: 'notBreaching' };

  it('that is on does not end because one period had no data', () => {
    expect(standing('0XX-', twice, OK)).toBe(ALARM);
    expect(standing('0XX-0', twice, OK)).toBe(OK);
  });

  it('is judged by what its statistic makes of a period', () => {
    const judge = (statistic: string, threshold: number, ...values: number[]): AlarmState => {
      const alarm = new Alarm({ ...plan, statistic, threshold, periods: 1, breaching: 1 }, OK);
      for (const value of values) alarm.take(value);
      return alarm.judge();
    };
    expect([judge('Sum', 6, 1, 2, 3), judge('Sum', 7, 1, 2, 3)]).toEqual([ALARM, OK]);
    expect([judge('Average', 2, 1, 2, 3), judge('Average', 3, 1, 2, 3)]).toEqual([ALARM, OK]);
    expect([judge('Minimum', 1, 1, 2, 3), judge('Minimum', 2, 1, 2, 3)]).toEqual([ALARM, OK]);
    expect([judge('SampleCount', 3, 0, 0, 0), judge('SampleCount', 4, 0, 0, 0)]).toEqual([ALARM, OK]);
  });
});
