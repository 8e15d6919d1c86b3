import { expect, test } from 'vitest';
import type { Template } from '../../../twin/assembly/template.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { writeAssembly } from '../support/assembly.ts';
import { SERVICE } from '../support/templates.ts';

const resource = (Type: string, Properties: object) => ({ Type, Properties });

const read = (resources: Record<string, object>) =>
  readWorld(
    writeAssembly([
      {
        name: 'paris',
        region: 'eu-west-3',
        template: { Resources: { ...SERVICE.Resources, ...resources } } as unknown as Template,
      },
    ]),
    'production',
  ).regions[0];

const filter = resource('AWS::Logs::MetricFilter', {
  LogGroupName: '/shop/sell',
  FilterPattern: '{ $.lost = "*" }',
  MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'lost', MetricValue: '$.lost' }],
});

const alarm = (AlarmName: string, more: object) =>
  resource('AWS::CloudWatch::Alarm', {
    AlarmName,
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...more,
  });

const ofLines = alarm('shop-lost', { Namespace: 'Shop', MetricName: 'lost', DatapointsToAlarm: 2 });
const ofLambda = alarm('shop-errors', { Namespace: 'AWS/Lambda', MetricName: 'Errors' });
const reckoned = alarm('shop-rate', { Metrics: [{ Expression: 'a / b' }] });
const byTill = alarm('shop-till', {
  Namespace: 'Shop',
  MetricName: 'lost',
  Dimensions: [{ Name: 'till', Value: '1' }],
});

const both = (one: string, other: string) =>
  resource('AWS::CloudWatch::CompositeAlarm', {
    AlarmName: 'shop-both',
    AlarmRule: {
      'Fn::Join': [
        '',
        ['ALARM("', { 'Fn::GetAtt': [one, 'Arn'] }, '") AND NOT ALARM("', { 'Fn::GetAtt': [other, 'Arn'] }, '")'],
      ],
    },
  });

const MACHINE = 'arn:aws:states:eu-west-3:000000000000:stateMachine:shop-leave';
const leave = resource('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'shop-leave',
  RoleArn: 'role',
  DefinitionString: '{}',
});

const start = (Arn: unknown) =>
  resource('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      resources: [{ 'Fn::GetAtt': ['Lost', 'Arn'] }],
      detail: { state: { value: ['ALARM'] } },
    },
    Targets: [
      {
        Id: '1',
        Arn,
        InputTransformer: { InputPathsMap: { time: '$.detail.state.timestamp' }, InputTemplate: '{"at":<time>}' },
      },
    ],
  });

test('an alarm upon numbers in lines of log is judged, and any other is named as not judged', () => {
  const found = read({ Filter: filter, Lost: ofLines, Errors: ofLambda, Rate: reckoned, Till: byTill });
  expect(found?.watch.filters).toEqual([
    { logGroup: '/shop/sell', namespace: 'Shop', metric: 'lost', pattern: '{ $.lost = "*" }', value: '$.lost' },
  ]);
  expect(found?.watch.alarms).toMatchObject([{ name: 'shop-lost', periods: 3, breaching: 2, missing: 'missing' }]);
  expect(found?.watch.unwatched).toEqual(['shop-errors', 'shop-rate', 'shop-till']);
});

test('a rule of EventBridge starts a machine upon the alarms that it names, and is no schedule', () => {
  const found = read({ Filter: filter, Lost: ofLines, Leave: leave, Start: start({ Ref: 'Leave' }) });
  expect(found?.watch.starts).toEqual([
    {
      alarms: ['shop-lost'],
      states: ['ALARM'],
      machineArn: MACHINE,
      template: '{"at":<time>}',
      paths: { time: '$.detail.state.timestamp' },
    },
  ]);
  expect(found?.schedules.map(({ name }) => name)).not.toContain('Start');
});

test('a composite alarm looks at judged alarms only, or is an error that names both', () => {
  const found = read({ Filter: filter, Lost: ofLines, Both: both('Lost', 'Lost') });
  expect(found?.watch.composites).toMatchObject([{ name: 'shop-both' }]);
  expect(() => read({ Filter: filter, Lost: ofLines, Errors: ofLambda, Both: both('Lost', 'Errors') })).toThrow(
    'The alarm shop-both looks at shop-errors',
  );
});

test('an alarm that starts a machine that its Region does not have is an error that names both', () => {
  expect(() => read({ Filter: filter, Lost: ofLines, Start: start(MACHINE) })).toThrow(
    `The alarm shop-lost starts ${MACHINE}`,
  );
});
