import { describe, expect, it } from 'vitest';
import type { Way } from '../../lambdas/shared/synthetic-tills.ts';
import { lineOf } from '../../lambdas/synthetic-store/emit.ts';
import type { Fared } from '../../lambdas/synthetic-store/synthetic-store.ts';
import { DETECTION_ALARMS, LOST_FOR_S, OTHER_REGION_LOST, SYNTHETIC_METRICS } from '../../lib/detection-alarms.ts';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

const templates = templatesOf(settingsOf('production'));
const OTHER: Record<string, string> = { 'eu-west-3': 'eu-central-1', 'eu-central-1': 'eu-west-3' };
const REGIONS = Object.keys(OTHER);

const here = (type: string, region: string) =>
  resourcesOf(templates, type).filter((resource) => resource.region === region);

const nameOf = ({ Properties }: { Properties: Record<string, unknown> }): string =>
  String(Properties.AlarmName).replace('permanence-production-', '');

const fared = (way: Way): Fared => ({ way, url: '', ok: true, took_ms: 1, steps: [] });

describe('the synthetic store', () => {
  it('is called every minute in every Region, and its failures are letters, not repeats', () => {
    for (const region of REGIONS) {
      const [rounds, ...more] = here('AWS::Scheduler::Schedule', region).filter(({ Properties }) =>
        String(Properties.Name).endsWith('-synthetic-store'),
      );
      expect(more).toEqual([]);
      expect(rounds?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)' });
      expect(rounds?.Properties.Target).toHaveProperty('DeadLetterConfig');
    }
  });

  it('writes every number that a filter takes, and each alarm looks at one of them', () => {
    const visited = { region: '', at: '', ok: true, other_left: false, other_writes: true };
    const ways: Way[] = ['public', 'own', 'other'];
    const { synthetic = {} } = lineOf({ ...visited, fared: ways.map(fared) }, 'watch');
    expect(Object.keys(synthetic)).toEqual(expect.arrayContaining([...SYNTHETIC_METRICS]));
    for (const region of REGIONS) {
      const made = here('AWS::Logs::MetricFilter', region).flatMap(({ Properties }) =>
        (Properties.MetricTransformations as { MetricName: string }[]).map(({ MetricName }) => MetricName),
      );
      for (const { metric } of Object.values(DETECTION_ALARMS)) expect(made).toContain(`synthetic-${metric}`);
    }
  });
});

describe('the loss of the other Region', () => {
  it('is that it fails while this one does not: what the cure makes ill is no part of it', () => {
    for (const region of REGIONS) {
      const ids = new Map(here('AWS::CloudWatch::Alarm', region).map((alarm) => [nameOf(alarm), alarm.id]));
      const [lost] = here('AWS::CloudWatch::CompositeAlarm', region);
      const rule = JSON.stringify(lost?.Properties.AlarmRule);
      expect(rule.match(/ALARM\(|NOT|AND|OR\b/g)).toEqual(['ALARM(', 'AND', 'NOT', 'ALARM(']);
      const places = [OTHER_REGION_LOST.fails, OTHER_REGION_LOST.unless].map((name) =>
        rule.indexOf(`"${ids.get(name)}"`),
      );
      expect(places[0]).toBeGreaterThan(0);
      expect(places[1]).toBeGreaterThan(rule.indexOf('NOT'));
    }
    for (const [name, { metric }] of Object.entries(DETECTION_ALARMS))
      if (name.startsWith('other-')) expect(metric).toMatch(/^other_(lost|mute|slow_ms)$/);
  });

  it('starts the failover of its own Region in earnest, with the Region that is lost and since when at the latest', () => {
    for (const region of REGIONS) {
      const [start, ...more] = here('AWS::Events::Rule', region).filter(({ Properties }) => Properties.EventPattern);
      expect(more).toEqual([]);
      expect(start?.Properties.EventPattern).toMatchObject({
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { state: { value: ['ALARM'] } },
      });
      const targets = (start?.Properties.Targets ?? []) as { InputTransformer: { InputTemplate: string } }[];
      const input = targets.map(({ InputTransformer }) => InputTransformer.InputTemplate).join();
      expect(input).toContain(`"mode":"real","region":"${OTHER[region]}"`);
      expect(input).toContain(`"lost_for_s":${LOST_FOR_S}`);
      expect(JSON.stringify(targets)).toContain('$.detail.state.timestamp');
    }
  });
});

describe('an environment of one Region', () => {
  it('has no other one to watch', () => {
    const single = templatesOf(settingsOf('development'));
    expect(resourcesOf(single, 'AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });
});
