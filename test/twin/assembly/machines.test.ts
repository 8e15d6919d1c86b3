// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are CloudFormation's own
import { expect, test } from 'vitest';
import type { Template } from '../../../twin/assembly/template.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { writeAssembly } from '../support/assembly.ts';
import { SERVICE } from '../support/templates.ts';

const ARN = 'arn:aws:states:eu-west-3:000000000000:stateMachine:shop-morning';

const machine = (properties: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: 'shop-morning', RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...properties },
});

const read = (resources: Template['Resources']) =>
  readWorld(
    writeAssembly([
      { name: 'paris', region: 'eu-west-3', template: { Resources: { ...SERVICE.Resources, ...resources } } },
    ]),
    'production',
  ).regions[0];

const DEFINITION = '{"StartAt":"Check","States":{"Check":{"Type":"Succeed","Comment":"${Sell} in ${Region}"}}}';

test('a machine has its definition with every token filled in', () => {
  const tokens = { Sell: { Ref: 'Sell' }, Region: { Ref: 'AWS::Region' } };
  const found = read({ Morning: machine({ DefinitionString: DEFINITION, DefinitionSubstitutions: tokens }) } as never);
  expect(found?.machines).toEqual([
    {
      name: 'shop-morning',
      arn: ARN,
      roleArn: expect.stringMatching(/^arn:aws:iam::000000000000:role\//),
      definition: '{"StartAt":"Check","States":{"Check":{"Type":"Succeed","Comment":"shop-sell in eu-west-3"}}}',
    },
  ]);
});

test('a token that the template does not fill in is an error that names machine and token', () => {
  expect(() => read({ Morning: machine({ DefinitionString: DEFINITION }) } as never)).toThrow(
    'shop-morning asks for ${Sell}',
  );
});

test('a definition that is no asset of the assembly is an error that names it', () => {
  const location = { DefinitionS3Location: { Bucket: 'assets', Key: 'gone.json' } };
  expect(() => read({ Morning: machine(location) } as never)).toThrow('gone.json');
});

const at5 = (arn: unknown): Template['Resources'] =>
  ({
    Daily: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'daily',
        ScheduleExpression: 'cron(0 5 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Paris',
        Target: { Arn: arn, Input: '{}', RoleArn: 'x' },
      },
    },
  }) as never;

test('a schedule that starts a machine of its Region is found with its input', () => {
  const morning = machine({ DefinitionString: '{}' });
  const found = read({ Morning: morning, ...at5({ Ref: 'Morning' }) } as never);
  expect(found?.schedules).toEqual([
    { name: 'daily', expression: 'cron(0 5 * * ? *)', zone: 'Europe/Paris', machineArn: ARN, input: '{}' },
  ]);
});

test('a schedule that starts what its Region does not have is an error that names both', () => {
  expect(() => read(at5(ARN))).toThrow(`The schedule daily starts ${ARN}`);
  expect(() => read(at5('arn:aws:sqs:eu-west-3:000000000000:letters'))).toThrow('daily starts arn:aws:sqs');
});
