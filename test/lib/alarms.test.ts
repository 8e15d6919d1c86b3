import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../lambdas/evacuation/measured.ts';
import { ALARMS } from '../../lib/alarms.ts';
import { DETECTION_ALARMS, OTHER_REGION_LOST } from '../../lib/detection-alarms.ts';
import { EVACUATION_METRICS, FAILOVER_ALARMS, REGION_RUNBOOKS } from '../../lib/failover-alarms.ts';
import { RESTORE_ALARMS } from '../../lib/restore-alarms.ts';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

const runbooks = readFileSync(new URL('../../docs/runbooks.md', import.meta.url), 'utf8');
const sections = new Map(
  runbooks
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section]),
);
const templates = templatesOf(settingsOf('production'));
const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const composites = resourcesOf(templates, 'AWS::CloudWatch::CompositeAlarm').map(({ Properties }) => Properties);

const names = [
  ...Object.keys(ALARMS),
  ...Object.keys(RESTORE_ALARMS),
  ...Object.keys(DETECTION_ALARMS),
  ...Object.keys(FAILOVER_ALARMS),
];
const sectionNames = [...names, OTHER_REGION_LOST.name, ...REGION_RUNBOOKS];

describe('every alarm', () => {
  it('exists in both Regions', () => {
    expect(alarms).toHaveLength(2 * names.length);
    expect(composites).toHaveLength(2);
  });

  it('says what people suffer, where to look first, and points at a section of the runbooks', () => {
    for (const { AlarmDescription } of [...alarms, ...composites]) {
      const [, anchor] = /^.{20,}\n\nFirst look: .{20,}\n\nRunbook: docs\/runbooks\.md#(\S+)$/.exec(
        String(AlarmDescription),
      ) ?? [undefined, ''];
      expect(sections.has(anchor)).toBe(true);
    }
  });

  it('that a person is waited for stands for as long as the question may', () => {
    const { failover } = settingsOf('production');
    const waits = alarms.filter(({ AlarmName }) => String(AlarmName).endsWith('-failover-waits'));
    expect(waits).toHaveLength(2);
    for (const { EvaluationPeriods, Period, DatapointsToAlarm } of waits) {
      expect(Number(EvaluationPeriods) * Number(Period)).toBeGreaterThan(failover.approvalSeconds);
      expect(DatapointsToAlarm).toBe(1);
    }
  });

  it('reaches people when it starts and when it ends', () => {
    for (const { AlarmActions, OKActions } of [...alarms, ...composites]) {
      expect(AlarmActions).toHaveLength(1);
      expect(OKActions).toEqual(AlarmActions);
    }
  });

  it('of what serves watches its metric for longer than one minute, unless one line is bad enough', () => {
    const atOnce = [
      'form-not-at-customs',
      'money-unanswered',
      'outcome-of-other-key',
      'outcome-mismatch',
      'money-disputed',
      'customs-contradict',
    ];
    const minutely = alarms.filter(
      ({ AlarmName }) => String(AlarmName).replace('permanence-production-', '') in ALARMS,
    );
    for (const { MetricName, EvaluationPeriods, DatapointsToAlarm } of minutely) {
      expect(EvaluationPeriods).toBeGreaterThan(1);
      expect(DatapointsToAlarm).toBeGreaterThan(atOnce.includes(String(MetricName)) ? 0 : 1);
    }
  });

  it('of backups stays on until the next morning, and goes off when a morning is silent', () => {
    const rules: Record<string, { hours: number; silenceIsBad?: boolean }> = RESTORE_ALARMS;
    for (const alarm of alarms) {
      const rule = rules[String(alarm.AlarmName).replace('permanence-production-', '')];
      if (!rule) continue;
      expect(JSON.stringify(alarm)).toContain('"Period":3600');
      expect(alarm.EvaluationPeriods).toBe(rule.hours);
      expect(alarm.TreatMissingData).toBe(rule.silenceIsBad ? 'breaching' : 'notBreaching');
    }
  });

  it('adds up no more metrics than CloudWatch does in an alarm, ten', () => {
    for (const { Metrics = [] } of alarms)
      expect((Metrics as { MetricStat?: unknown }[]).filter(({ MetricStat }) => MetricStat).length).toBeLessThanOrEqual(
        10,
      );
  });
});

describe('every section of the runbooks', () => {
  it('belongs to an alarm', () => {
    expect([...sections.keys()].sort()).toEqual([...sectionNames].sort());
  });

  it.each(sectionNames)('%s tells what to look at, what to do and when not to', (name) => {
    for (const part of ['**What users suffer.**', '**Look here first.**', '**Do this.**', '**Do not.**'])
      expect(sections.get(name)).toContain(part);
  });
});

describe('what the evacuation function reports', () => {
  it('is counted, and nothing else', () => {
    expect([...EVACUATION_METRICS].sort()).toEqual([...MEASURES].sort());
  });
});
