import { expect, test } from 'vitest';
import { RegionHealth } from '../../../client/regions/health.ts';
import { HEDGE_BOUNDS, Latency } from '../../../client/regions/latency.ts';
import { meaningOf } from '../../../client/regions/meaning.ts';
import { parseRegions } from '../../../client/regions/region.ts';
import { retryAfter_ms } from '../../../client/regions/retry-after.ts';
import { HandClock } from '../support/hand-clock.ts';

const regions = parseRegions('paris=http://127.0.0.1:1,frankfurt=http://127.0.0.1:2/');
const names = (list: { name: string }[]) => list.map(({ name }) => name);

test('a Region that failed is tried last until it answers', () => {
  const health = new RegionHealth(regions, new HandClock(), () => 0);
  health.failed('paris');
  expect(names(health.order())).toEqual(['frankfurt', 'paris']);
  health.answered('paris');
  expect(names(health.order())).toEqual(['paris', 'frankfurt']);
});

test('probes of a dead Region grow rarer, up to one every fifteen seconds, and never overlap', () => {
  const clock = new HandClock();
  const health = new RegionHealth(regions, clock, () => 1);
  const probesAt_ms: number[] = [];
  health.failed('paris');
  for (; clock.elapsed_ms() < 120_000; clock.forward(100)) {
    if (health.takeDueProbes().length === 0) continue;
    expect(health.takeDueProbes()).toEqual([]);
    probesAt_ms.push(clock.elapsed_ms());
    health.failed('paris');
  }
  const gaps = probesAt_ms.slice(1).map((time, i) => time - (probesAt_ms[i] ?? 0));
  expect(gaps.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
  expect(Math.max(...gaps)).toBe(15_000);
});

test('the hedge delay follows the p95 within its bounds', () => {
  const after = (samples: number[]) => {
    const latency = new Latency();
    for (const sample of samples) latency.add(sample);
    return latency.hedge_ms(HEDGE_BOUNDS);
  };
  expect(after([10])).toBe(HEDGE_BOUNDS.first_ms);
  expect(after(Array(20).fill(100))).toBe(150);
  expect(after(Array(20).fill(1))).toBe(HEDGE_BOUNDS.least_ms);
  expect(after(Array(20).fill(2_000))).toBe(HEDGE_BOUNDS.most_ms);
  expect(after([...Array(64).fill(2_000), ...Array(64).fill(100)])).toBe(150);
});

test('only definite answers end a call', () => {
  const by = (meaning: string) =>
    [200, 201, 302, 400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 502, 503, 504].filter(
      (status) => meaningOf(status) === meaning,
    );
  expect(by('answered')).toEqual([200, 201, 400, 404, 409, 412, 422]);
  expect(by('not let in')).toEqual([401, 403]);
});

test('Retry-After is read as seconds or as a date', () => {
  const now_ms = Date.parse('2026-11-24T10:00:00Z');
  expect(retryAfter_ms('2', now_ms)).toBe(2_000);
  expect(retryAfter_ms('Tue, 24 Nov 2026 10:00:03 GMT', now_ms)).toBe(3_000);
  expect(retryAfter_ms('Tue, 24 Nov 2026 09:00:00 GMT', now_ms)).toBe(0);
  expect(retryAfter_ms('soon', now_ms)).toBeUndefined();
  expect(retryAfter_ms(null, now_ms)).toBeUndefined();
});

test('a list of Regions says which part is wrong', () => {
  expect(regions[1]).toEqual({ name: 'frankfurt', url: 'http://127.0.0.1:2' });
  expect(() => parseRegions('paris=http://a,berlin')).toThrow("'berlin' is not name=url");
});
