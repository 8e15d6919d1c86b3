import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, LEAST_DAYS, type Measure } from '../../../domain/morning/forecast.ts';
import { leastSquares } from '../../../domain/morning/least-squares.ts';
import { marks, scale } from '../../../domain/morning/scale.ts';

const FIRST = Date.parse('2026-10-01T00:00:00Z');

const measures = (days: number, of: (day: number) => { size: number; ready: number }): Measure[] =>
  Array.from({ length: days }, (_, day) => {
    const { size, ready } = of(day);
    const date = new Date(FIRST + day * 86_400_000).toISOString().slice(0, 10);
    return { date, size_bytes: size, restore_s: ready, check_s: 0, ready_s: ready, entries: 0 };
  });

describe('least squares', () => {
  it('finds the line that points lie on, and says that it explains them', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(whole, whole, (slope, intercept) => {
        const line = leastSquares([0, 1, 2, 5, 9].map((x) => [x, slope * x + intercept] as const));
        expect(line?.slope).toBeCloseTo(slope, 6);
        expect(line?.intercept).toBeCloseTo(intercept, 6);
        expect(line?.explained).toBeCloseTo(1, 6);
      }),
    );
  });

  it('finds none through one point, or through points above each other', () => {
    expect(leastSquares([[1, 1]])).toBeUndefined();
    expect(
      leastSquares([
        [1, 1],
        [1, 2],
      ]),
    ).toBeUndefined();
  });
});

describe('the forecast', () => {
  // 1 MB more a day, and 3 s for each: 60 s on the first day, 600 s on the 180th.
  const growing = (days: number) => measures(days, (day) => ({ size: 1e6 * (20 + day), ready: 3 * (20 + day) }));

  it('names the day on which the budget breaks', () => {
    expect(forecast(growing(30), 600)).toMatchObject({ known: true, breaks_on: '2027-03-30', size_bytes: 200_000_000 });
  });

  it('says nothing of less than a week', () => {
    expect(forecast(growing(LEAST_DAYS - 1), 600)).toEqual({ known: false, because: 'too-few-days' });
  });

  it.each([
    ['no-growth', () => ({ size: 1e6, ready: 60 })],
    ['size-does-not-matter', (day: number) => ({ size: 1e6 * (1 + day), ready: 60 })],
    ['days-scatter', (day: number) => ({ size: 1e6 * (1 + day), ready: day % 2 === 0 ? 20 : 300 + day })],
    ['beyond-ten-years', (day: number) => ({ size: 1e6 * (1 + day), ready: 60 + day / 100 })],
  ] as const)('refuses to guess: %s', (because, of) => {
    expect(forecast(measures(30, of), 600)).toEqual({ known: false, because });
  });

  it('says when it is over already', () => {
    expect(forecast(growing(30), 100)).toMatchObject({ known: true, breaks_on: 'already' });
  });

  it('never names a day that is past', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 599 }), { minLength: 7, maxLength: 60 }), (times) => {
        const found = forecast(
          measures(times.length, (day) => ({ size: 1e6 * (day + 1), ready: times[day] ?? 1 })),
          600,
        );
        const last = new Date(FIRST + (times.length - 1) * 86_400_000).toISOString().slice(0, 10);
        if (found.known) expect(found.breaks_on > last).toBe(true);
      }),
    );
  });
});

describe('the axis of a plot', () => {
  it('has few round marks that reach over the greatest value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (most) => {
        const all = marks(most);
        expect(all.length).toBeLessThanOrEqual(6);
        expect(all[0]).toBe(0);
        expect(all.at(-1) ?? 0).toBeGreaterThanOrEqual(most * 0.999999);
      }),
    );
  });

  it('stands at its beginning when there is but one value', () => {
    expect(scale(3, 3, 10, 90)(3)).toBe(10);
    expect(scale(0, 4, 10, 90)(2)).toBe(50);
  });
});
