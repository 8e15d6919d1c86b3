import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Leg, nextStep } from '../../../client/regions/next-step.ts';

const at = { now_ms: 1_000, deadline_ms: 3_000, hedge_ms: 200 };
const leg = (region: string, more: Partial<Leg> = {}): Leg => ({ region, attempts: 0, notBefore_ms: 0, ...more });

test('the preferred Region is asked first', () => {
  expect(nextStep([leg('paris'), leg('frankfurt')], at)).toEqual({ do: 'send', region: 'paris' });
});

test('the second Region is asked once the first was silent for the hedge delay, not before', () => {
  const legs = [leg('paris', { attempts: 1, sentAt_ms: 900 }), leg('frankfurt')];
  expect(nextStep(legs, at)).toEqual({ do: 'wait', until_ms: 1_100 });
  expect(nextStep(legs, { ...at, now_ms: 1_100 })).toEqual({ do: 'send', region: 'frankfurt' });
});

test('the second Region is asked at once when the first failed', () => {
  const legs = [leg('paris', { attempts: 1, notBefore_ms: 1_050 }), leg('frankfurt')];
  expect(nextStep(legs, at)).toEqual({ do: 'send', region: 'frankfurt' });
});

test('a call ends before its deadline when both Regions ask to be left alone for longer', () => {
  expect(nextStep([leg('paris', { notBefore_ms: 5_000 }), leg('frankfurt', { notBefore_ms: 9_000 })], at)).toEqual({
    do: 'give up',
  });
});

test('every step is on time: no Region twice at once, none before it may be asked, no waiting past the deadline', () => {
  const time = fc.integer({ min: 0, max: 4_000 });
  const anyLeg = (region: string) =>
    fc
      .record({ attempts: fc.nat(5), notBefore_ms: time, sentAt_ms: fc.option(time, { nil: undefined }) })
      .map(({ sentAt_ms, ...rest }): Leg => ({ region, ...rest, ...(sentAt_ms === undefined ? {} : { sentAt_ms }) }));
  fc.assert(
    fc.property(
      anyLeg('paris'),
      anyLeg('frankfurt'),
      time,
      fc.integer({ min: 1, max: 500 }),
      (a, b, now_ms, hedge_ms) => {
        const deadline_ms = 3_000;
        const step = nextStep([a, b], { now_ms, deadline_ms, hedge_ms });
        if (now_ms >= deadline_ms) expect(step.do).toBe('give up');
        if (step.do === 'wait') {
          expect(step.until_ms).toBeGreaterThan(now_ms);
          expect(step.until_ms).toBeLessThanOrEqual(deadline_ms);
        }
        if (step.do === 'send') {
          const sent = step.region === 'paris' ? a : b;
          expect(sent.sentAt_ms).toBeUndefined();
          expect(sent.notBefore_ms).toBeLessThanOrEqual(now_ms);
        }
      },
    ),
  );
});
