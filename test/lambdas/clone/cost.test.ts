import { describe, expect, it } from 'vitest';
import { costOf } from '../../../lambdas/clone/cost/cost.ts';
import { PRICES } from '../../../lambdas/clone/cost/prices.ts';
import type { ClonePlan } from '../../../lambdas/clone/plan/clone-plan.ts';

const GB = 1024 ** 3;
const plan = (bytes: number, region = 'eu-west-3') =>
  ({
    region,
    tables: [{ size_bytes: bytes }],
    created_at: '2026-11-24T00:00:00Z',
    expires_at: '2026-11-27T00:00:00Z',
  }) as unknown as ClonePlan;
const at = (day: number) => new Date(`2026-11-${day}T00:00:00Z`);

describe('the cost of a clone', () => {
  it('is restoring before it is masked, and each day what it stores', () => {
    const { once_usd, per_day_usd } = costOf(plan(10 * GB), 0, at(24));
    const prices = PRICES['eu-west-3'];
    expect(once_usd).toBeCloseTo(10 * (prices?.restore_usd_per_gb ?? 0), 4);
    expect(per_day_usd).toBeCloseTo((10 * (prices?.storage_usd_per_gb_month ?? 0)) / (365 / 12), 4);
  });

  it('counts every item that masking wrote, however small', () => {
    const many = costOf(plan(GB), 5_000_000, at(24));
    const few = costOf(plan(GB), 1, at(24));
    expect(many.once_usd).toBeGreaterThan(few.once_usd);
    expect(few.once_usd).toBeGreaterThan(costOf(plan(GB), 0, at(24)).once_usd);
  });

  it('grows by the day, up to what it is in all on its date', () => {
    const soFar = [24, 25, 26, 27].map((day) => costOf(plan(GB), 1, at(day)).so_far_usd);
    expect(soFar).toEqual(soFar.toSorted((a, b) => a - b));
    expect(new Set(soFar).size).toBe(4);
    expect(soFar.at(-1)).toBe(costOf(plan(GB), 1, at(24)).in_all_usd);
  });

  it('says where its prices come from, and nothing for a Region without any', () => {
    expect(costOf(plan(GB), 0, at(24)).source.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(() => costOf(plan(GB, 'eu-north-1'), 0, at(24))).toThrow(/eu-north-1/);
  });
});
