import { expect, test } from 'vitest';
import { scheduleOf } from '../../../twin/schedules/expression.ts';

const runsAt = (expression: string, time: string, zone?: string): boolean =>
  scheduleOf(expression, zone)({ since: 1, at: new Date(time) });

test.each([
  ['rate(1 minute)', [1, 2, 3, 4]],
  ['rate(2 minutes)', [2, 4]],
  ['rate(1 hour)', [60, 120]],
  ['rate(1 day)', [1440]],
])('%s runs one interval after its beginning, and then at each', (expression, runs) => {
  const schedule = scheduleOf(expression);
  const last = runs.at(-1) ?? 0;
  const minutes = Array.from({ length: last + 1 }, (_, since) => since);
  expect(minutes.filter((since) => schedule({ since, at: new Date() }))).toEqual(runs);
});

test.each([
  ['cron(0 3 * * ? *)', '2026-11-24T03:00:00Z', true],
  ['cron(0 3 * * ? *)', '2026-11-24T03:01:00Z', false],
  ['cron(0 3 * * ? *)', '2026-11-24T04:00:00Z', false],
  ['cron(*/15 * * * ? *)', '2026-11-24T04:45:00Z', true],
  ['cron(5/15 * * * ? *)', '2026-11-24T04:50:00Z', true],
  ['cron(5/15 * * * ? *)', '2026-11-24T04:45:00Z', false],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-24T08:00:00Z', true],
  ['cron(0 8 ? * 2,4 *)', '2026-11-24T08:00:00Z', false],
  ['cron(0 0 1 JAN ? 2027)', '2027-01-01T00:00:00Z', true],
  ['cron(0 0 1 JAN ? 2027)', '2028-01-01T00:00:00Z', false],
])('%s at %s', (expression, time, runs) => {
  expect(runsAt(expression, time)).toBe(runs);
});

test('a zone counts by its own clock, in winter and in summer', () => {
  expect(runsAt('cron(0 3 * * ? *)', '2026-11-24T02:00:00Z', 'Europe/Paris')).toBe(true);
  expect(runsAt('cron(0 3 * * ? *)', '2026-07-24T01:00:00Z', 'Europe/Paris')).toBe(true);
  expect(runsAt('cron(0 3 * * ? *)', '2026-07-24T03:00:00Z', 'Europe/Paris')).toBe(false);
});

/** The minutes of a UTC day at which a schedule of Paris runs, as UTC. */
function runsOn(day: string, expression: string): string[] {
  const isDue = scheduleOf(expression, 'Europe/Paris');
  const minutes = Array.from(
    { length: 1440 },
    (_, minute) => new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000),
  );
  return minutes.filter((at) => isDue({ since: 1, at })).map((at) => at.toISOString().slice(11, 16));
}

test('an hour that clocks show twice runs once, and one that they skip not at all', () => {
  expect(runsOn('2027-10-31', 'cron(30 2 * * ? *)')).toEqual(['00:30']);
  expect(runsOn('2027-03-28', 'cron(30 2 * * ? *)')).toEqual([]);
  expect(runsOn('2027-10-31', 'cron(0 5 * * ? *)')).toEqual(['04:00']);
  expect(runsOn('2027-03-28', 'cron(0 5 * * ? *)')).toEqual(['03:00']);
});

test('what runs every hour runs every hour, whatever the clocks show', () => {
  for (const day of ['2027-10-31', '2027-03-28'])
    expect(runsOn(day, 'cron(15 * * * ? *)')).toEqual(
      Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:15`),
    );
});

test.each([
  'rate(0 minutes)',
  'rate(1 week)',
  'cron(0 3 * * ?)',
  'cron(61 3 * * ? *)',
  'cron(0 3 L * ? *)',
  'cron(9-3 3 * * ? *)',
  'at(2026-11-24T03:00:00)',
])('%s is an error that names it', (expression) => {
  expect(() => scheduleOf(expression)).toThrow(expression);
});
