import type { ThrottlePlan } from '../assembly/plan.ts';

/** Whether one more request may pass now. */
export type Throttle = (nowMs: number) => boolean;

/** A token bucket as API Gateway's: it holds `burst` tokens and gains `ratePerSecond`. Without a plan everything passes. */
export function throttleOf(plan: ThrottlePlan | undefined): Throttle {
  if (!plan) return () => true;
  let tokens = plan.burst;
  let lastMs = 0;
  return (nowMs) => {
    tokens = Math.min(plan.burst, tokens + ((nowMs - lastMs) * plan.ratePerSecond) / 1000);
    lastMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
