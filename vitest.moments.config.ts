import { defineConfig } from 'vitest/config';

/** Moments at which code that tells the time goes wrong, and a place whose clocks the machine has then. */
const MOMENTS = [
  { begins: '2027-02-28T23:59:00Z', zone: 'UTC', why: 'the last minute of February' },
  { begins: '2028-02-29T23:59:00Z', zone: 'Pacific/Auckland', why: 'the last minute of a leap day' },
  { begins: '2027-03-28T00:59:30Z', zone: 'Europe/Paris', why: 'before the hour that clocks skip' },
  { begins: '2027-10-31T00:30:00Z', zone: 'Europe/Paris', why: 'the first of the two hours from 2 to 3' },
  { begins: '2027-10-31T01:30:00Z', zone: 'Europe/Paris', why: 'the second of the two hours from 2 to 3' },
  { begins: '2026-12-31T23:59:30Z', zone: 'America/Toronto', why: 'the end of a year' },
  { begins: '2027-04-30T21:58:00Z', zone: 'Europe/Paris', why: 'the last evening of a month in Paris' },
  { begins: '2027-03-01T00:40:00Z', zone: 'Pacific/Honolulu', why: 'after the daily backup has fallen due' },
];

/** What tells the time, as far as it needs no database and is quick. */
const TELLS_THE_TIME = [
  'test/domain/closing/*.test.ts',
  'test/domain/evacuation/*.test.ts',
  'test/domain/morning/*.test.ts',
  'test/domain/passport/{date,specimens}.test.ts',
  'test/domain/tax-free/{assess,deadline,paris,rules}.test.ts',
  'test/client/till/clock.test.ts',
  'test/lambdas/evacuation/looks.test.ts',
  'test/statemachines/failback.test.ts',
  'test/twin/fill/*.test.ts',
  'test/twin/runbook/*.test.ts',
  'test/twin/schedules/*.test.ts',
  'test/twin/step-functions/clock.test.ts',
];

/** A part of the tests at moments at which nobody happens to run them. */
export default defineConfig({
  test: {
    projects: MOMENTS.map(({ begins, zone, why }) => ({
      test: {
        name: why,
        include: TELLS_THE_TIME,
        setupFiles: ['test/support/clock.ts'],
        env: { PERMANENCE_NOW: begins, TZ: zone },
        testTimeout: 20_000,
      },
    })),
  },
});
