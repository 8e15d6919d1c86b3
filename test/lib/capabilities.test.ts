import { describe, expect, it } from 'vitest';
import { type EnvironmentOf, RUNBOOK_FUNCTIONS, SIZES } from '../../lib/capabilities.ts';

describe('the environment of a function', () => {
  it('does not compile without one of its variables, or with one too many', () => {
    const times = { TIME_ZONE: 'Europe/Paris', SKEW_MINUTES: '5', OFFLINE_DAYS: '7', TERRITORIES: '{}' };
    const whole: EnvironmentOf<'checkout'> = { LEDGER_TABLE: 'a', DEVICES_TABLE: 'b', ...times };
    // @ts-expect-error DEVICES_TABLE is missing
    const short: EnvironmentOf<'checkout'> = { LEDGER_TABLE: 'a', ...times };
    // @ts-expect-error DEVICES_TABLE is not of this function
    const long: EnvironmentOf<'health'> = { LEDGER_TABLE: 'a', DEVICES_TABLE: 'b' };
    expect([whole, short, long]).toHaveLength(3);
  });
});

describe('the time of a function', () => {
  it('is less than the 29 seconds that API Gateway waits at most, its grace included', () => {
    const uncalled: readonly string[] = ['form-sweeper', ...RUNBOOK_FUNCTIONS];
    for (const [name, { timeoutSeconds }] of Object.entries(SIZES))
      if (!uncalled.includes(name)) expect(timeoutSeconds).toBeLessThanOrEqual(28);
  });

  it('is no more than Lambda gives, for those that runbooks call', () => {
    for (const name of RUNBOOK_FUNCTIONS) expect(SIZES[name].timeoutSeconds).toBeLessThanOrEqual(900);
  });
});
