import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SchedulePlan } from '../../../twin/assembly/plan.ts';
import type { Outcome } from '../../../twin/lambda/outcome.ts';
import { runSchedules } from '../../../twin/schedules/runner.ts';

const BEGAN = Date.parse('2026-11-24T02:58:00Z');
const SWEEP = { name: 'sweep', expression: 'rate(1 minute)', functionName: 'form-sweeper' };

const reports: string[] = [];
const report = (line: string): void => void reports.push(line);
let stop = (): void => undefined;
beforeEach(() => vi.useFakeTimers({ now: BEGAN }));
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** What was invoked, as `function event`. */
function running(plans: readonly SchedulePlan[], minuteMs?: number, outcome?: Outcome): string[] {
  const seen: string[] = [];
  const invoke = async (name: string, event: string): Promise<Outcome> => {
    seen.push(`${name} ${event}`);
    return outcome ?? { kind: 'answered', payload: '{}' };
  };
  stop = runSchedules({ region: 'eu-west-3', plans, lambda: { invoke }, report, ...(minuteMs ? { minuteMs } : {}) });
  return seen;
}

test('a schedule runs its function once a minute, with EventBridge’s event', async () => {
  const seen = running([SWEEP]);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(seen).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(120_001);
  expect(seen).toHaveLength(3);
  expect(JSON.parse(seen[0]?.slice('form-sweeper '.length) ?? '')).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    region: 'eu-west-3',
    time: '2026-11-24T02:59:00.000Z',
    resources: ['arn:aws:events:eu-west-3:000000000000:rule/sweep'],
  });
});

test('what runs at an hour goes by the clock, however short the minutes of a rate are', async () => {
  const nightly = { name: 'nightly', expression: 'cron(0 3 * * ? *)', functionName: 'nightly', input: '{}' };
  const seen = running([{ ...SWEEP, input: '{}' }, nightly], 1_000);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(new Set(seen)).toEqual(new Set(['form-sweeper {}']));
  expect(seen).toHaveLength(119);
  await vi.advanceTimersByTimeAsync(62_000);
  expect(seen.filter((one) => one === 'nightly {}')).toHaveLength(1);
});

test('an hour that passed while the machine was held up is made up for, one that it slept through is not', async () => {
  const nightly = { name: 'nightly', expression: 'cron(0 3 * * ? *)', functionName: 'nightly', input: '{}' };
  const seen = running([nightly]);
  vi.setSystemTime(Date.parse('2026-11-24T03:04:30Z'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toEqual(['nightly {}']);
  vi.setSystemTime(Date.parse('2026-11-25T09:00:00Z'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toEqual(['nightly {}']);
});

test('a run that fails is reported, and the next one comes', async () => {
  const seen = running([SWEEP], undefined, { kind: 'failed', payload: 'broken' });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(seen).toHaveLength(2);
  expect(reports[0]).toBe('the schedule sweep could not run form-sweeper: broken');
});

test('a schedule starts its machine with its input, and one that cannot be started is reported', async () => {
  const started: string[] = [];
  const machines = {
    start: async (arn: string, input: string) => {
      started.push(`${arn} ${input}`);
      if (started.length > 1) throw new Error('no such machine');
    },
  };
  const lambda = { invoke: () => Promise.reject(new Error('it is no function')) };
  const plans = [{ name: 'daily', expression: 'rate(1 minute)', machineArn: 'arn:morning', input: '{}' }];
  stop = runSchedules({ region: 'eu-west-3', plans, lambda, machines, report });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(started).toEqual(['arn:morning {}']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports.at(-1)).toBe('the schedule daily could not run arn:morning: Error: no such machine');
});
