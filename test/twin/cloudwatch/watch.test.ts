import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmPlan, WatchPlan } from '../../../twin/assembly/plan.ts';
import type { AlarmState } from '../../../twin/cloudwatch/rule.ts';
import { type AlarmChange, Watch } from '../../../twin/cloudwatch/watch.ts';

const GROUP = '/permanence/production/synthetic-store';
const FUNCTION = 'permanence-production-synthetic-store';

const NAMESPACE = 'Permanence/production';

const alarm = (name: string, metric: string, more: Partial<AlarmPlan> = {}): AlarmPlan => ({
  name,
  namespace: NAMESPACE,
  metric,
  statistic: 'Maximum',
  periodSeconds: 60,
  periods: 2,
  breaching: 2,
  threshold: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  missing: 'notBreaching',
  ...more,
});

const plan: WatchPlan = {
  filters: ['own', 'other'].map((way) => ({
    logGroup: GROUP,
    namespace: NAMESPACE,
    metric: `synthetic-${way}`,
    pattern: `{ $.synthetic.${way} = "*" }`,
    value: `$.synthetic.${way}`,
  })),
  alarms: [alarm('own-fails', 'synthetic-own'), alarm('other-fails', 'synthetic-other')],
  unwatched: [],
  composites: [{ name: 'other-lost', rule: '(ALARM("other-fails") AND (NOT (ALARM("own-fails"))))' }],
  starts: [
    {
      alarms: ['other-lost'],
      states: ['ALARM'],
      machineArn: 'arn:failover',
      template: '{"region":"eu-west-3","detected_at":<time>}',
      paths: { time: '$.detail.state.timestamp' },
    },
  ],
};

const open: Watch[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function watching(before: Record<string, AlarmState> = {}, watched: WatchPlan = plan) {
  const logDir = mkdtempSync(join(tmpdir(), 'logs-'));
  const file = join(logDir, `eu-central-1-${FUNCTION}.log`);
  writeFileSync(file, '{"synthetic":{"own":1,"other":1}}\n');
  const changes: AlarmChange[] = [];
  const started: { arn: string; input: string }[] = [];
  const watch = new Watch({
    plan: watched,
    before,
    region: 'eu-central-1',
    logDir,
    functionOf: (group) => (group === GROUP ? FUNCTION : undefined),
    minuteMs: 3_600_000,
    machines: { start: async (arn, input) => started.push({ arn, input }) },
    onChange: (change) => changes.push(change),
  });
  open.push(watch);
  const minute = (own?: number | string, other?: number) => {
    if (own !== undefined)
      appendFileSync(file, `{"synthetic":{"own":${JSON.stringify(own)},"other":${other}}}\nno JSON\n`);
    watch.minute();
  };
  const told = () => changes.map((change) => `${change.alarm} ${change.state}`);
  return { minute, told, started, changes };
}

describe('the watch of a Region', () => {
  it('goes off after as many bad minutes as the alarm says, and not before', () => {
    const { minute, told } = watching();
    minute(0, 1);
    minute(0, 0);
    minute(0, 1);
    expect(told()).toEqual([]);
    minute(0, 1);
    expect(told()).toEqual(['other-fails ALARM', 'other-lost ALARM']);
    minute(0, 0);
    expect(told().slice(2)).toEqual(['other-fails OK', 'other-lost OK']);
  });

  it('takes the other Region for lost only while this one is well', () => {
    const { minute, told, started } = watching();
    minute(1, 1);
    minute(1, 1);
    expect(told()).toEqual(['own-fails ALARM', 'other-fails ALARM']);
    expect(started).toEqual([]);
  });

  it('starts what the rule says with the time of the alarm, once for each time it goes off', () => {
    const { minute, started, changes } = watching();
    for (let minutes = 0; minutes < 5; minutes++) minute(0, 1);
    const at = changes.find(({ alarm: name }) => name === 'other-lost')?.at;
    expect(started).toEqual([{ arn: 'arn:failover', input: `{"region":"eu-west-3","detected_at":"${at}"}` }]);
  });

  it('does not take silence for illness unless the alarm says so, nor lines of before it watched', () => {
    const { minute, told } = watching();
    minute();
    minute();
    minute();
    expect(told()).toEqual([]);
  });

  it('takes silence for illness where the alarm says so', () => {
    const silent = alarm('silent', 'synthetic-own', {
      statistic: 'SampleCount',
      comparison: 'LessThanThreshold',
      missing: 'breaching',
    });
    const { minute, told } = watching({}, { ...plan, alarms: [silent], composites: [], starts: [] });
    for (let minutes = 0; minutes < 3; minutes++) minute(0, 0);
    // CloudWatch looks two periods further back when some have no data.
    for (let minutes = 0; minutes < 3; minutes++) minute();
    expect(told()).toEqual([]);
    minute();
    expect(told()).toEqual(['silent ALARM']);
  });

  it('does not take a word for a number that is well', () => {
    const loud = alarm('loud', 'synthetic-own', { missing: 'breaching', periods: 1, breaching: 1 });
    const { minute, told } = watching({}, { ...plan, alarms: [loud], composites: [], starts: [] });
    for (let minutes = 0; minutes < 4; minutes++) minute('no number', 0);
    expect(told()).toEqual(['loud ALARM']);
  });

  it('goes on where it stood when its Region went down, and starts nothing twice', () => {
    const { minute, told, started } = watching({ 'other-fails': 'ALARM', 'other-lost': 'ALARM' });
    for (let minutes = 0; minutes < 3; minutes++) minute(0, 1);
    expect(told()).toEqual([]);
    for (let minutes = 0; minutes < 2; minutes++) minute(0, 0);
    expect(told()).toEqual(['other-fails OK', 'other-lost OK']);
    expect(started).toEqual([]);
  });

  it('says what it cannot read before it watches', () => {
    const filters = plan.filters.map((one) => ({ ...one, pattern: '[ip, user]' }));
    expect(() => watching({}, { ...plan, filters })).toThrow('[ip, user]');
    const alarms = [alarm('odd', 'synthetic-own', { statistic: 'IQM' })];
    expect(() => watching({}, { ...plan, alarms })).toThrow('IQM');
  });
});
