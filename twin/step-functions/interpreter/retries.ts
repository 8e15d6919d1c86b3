import type { Retrier } from '../definition/machine.ts';
import type { Failure } from '../failure.ts';
import { matches } from './matching.ts';

/**
 * Counts the retries of one stay in a state, each retrier for itself.
 * @param random from 0 up to, not including, 1: where `JitterStrategy` FULL falls between 0 and the delay
 */
export function retries(rules: readonly Retrier[], random: () => number): (failure: Failure) => number | undefined {
  const used = new Map<Retrier, number>();

  /** Milliseconds until the next attempt; `undefined` when there is none. */
  return (failure) => {
    const rule = rules.find(({ ErrorEquals }) => matches(ErrorEquals, failure));
    const before = (rule && used.get(rule)) ?? 0;
    if (!rule || before >= (rule.MaxAttempts ?? 3)) return undefined;
    used.set(rule, before + 1);
    return delayOf(rule, before) * (rule.JitterStrategy === 'FULL' ? random() : 1);
  };
}

function delayOf({ IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds }: Retrier, before: number): number {
  return 1000 * Math.min(IntervalSeconds * BackoffRate ** before, MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER);
}
