import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Template } from '../../../twin/assembly/template.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { writeAssembly } from '../support/assembly.ts';
import { PLAIN_TABLE, SERVICE, STRONG_TABLE } from '../support/templates.ts';

const withResource = (logicalId: string, Type: string, Properties = {}): Template => ({
  Resources: { ...SERVICE.Resources, [logicalId]: { Type, Properties } },
});

const readOne = (template: Template) =>
  readWorld(writeAssembly([{ name: 'paris', region: 'eu-west-3', template }]), 'production');

test('functions are found with their code, environment and limits', () => {
  const cdkOut = writeAssembly();
  const [paris] = readWorld(cdkOut, 'production').regions;
  expect(paris).toMatchObject({ name: 'paris', region: 'eu-west-3' });
  expect(paris?.functions[0]).toEqual({
    name: 'shop-sell',
    handler: 'index.sell',
    code: join(cdkOut, 'asset.code'),
    environment: { TABLE: STRONG_TABLE, KEY: 'alias/sealing' },
    timeoutSeconds: 2,
    memoryMegabytes: 128,
    logFormat: 'Text',
  });
});

test('a strong table is known in both of its Regions, a plain one where its stack is', () => {
  const { tables } = readWorld(writeAssembly(), 'production');
  expect(tables.map(({ name, strong, regions }) => ({ name, strong, regions }))).toEqual([
    { name: STRONG_TABLE, strong: true, regions: ['eu-west-3', 'eu-central-1'] },
    { name: PLAIN_TABLE, strong: false, regions: ['eu-west-3'] },
  ]);
});

test('a key has the aliases that lead to it, and the same id at every start', () => {
  const read = () => readWorld(writeAssembly(), 'production').regions[0]?.keys;
  expect(read()).toEqual([{ keyId: expect.stringMatching(/^[\da-f-]{36}$/), aliases: ['alias/sealing'] }]);
  expect(read()).toEqual(read());
});

test('a resource of an unknown type is an error that names it', () => {
  expect(() => readOne(withResource('Tape', 'AWS::Tape::Drive'))).toThrow('Tape (AWS::Tape::Drive) in shop-paris');
});

const SELL_ARN = { 'Fn::GetAtt': ['Sell', 'Arn'] };

test('a rule that calls an address only feeds a metric; one that starts what is no function is an error', () => {
  const rule = (target: object) =>
    withResource('Rule', 'AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', Targets: [target] });
  expect(
    readOne(rule({ Arn: { 'Fn::GetAtt': ['Address', 'Arn'] }, HttpParameters: {} })).regions[0]?.schedules,
  ).toEqual([]);
  expect(() => readOne(rule({ Arn: 'arn:aws:states:eu-west-3:1:stateMachine:m' }))).toThrow('shop-paris-Rule');
});

test('a rule and a schedule that start a function are found with what they send, and one that is off is not', () => {
  const rule = (State: string, Target: object = {}) =>
    withResource('Sweep', 'AWS::Events::Rule', {
      Name: 'sweep',
      State,
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Arn: SELL_ARN, Id: 'Target0', ...Target }],
    });
  const sweep = { name: 'sweep', expression: 'rate(1 minute)', functionName: 'shop-sell' };
  expect(readOne(rule('ENABLED')).regions[0]?.schedules).toEqual([sweep]);
  expect(readOne(rule('ENABLED', { Input: '{}' })).regions[0]?.schedules).toEqual([{ ...sweep, input: '{}' }]);
  expect(readOne(rule('DISABLED')).regions[0]?.schedules).toEqual([]);
  const nightly = withResource('Nightly', 'AWS::Scheduler::Schedule', {
    Name: 'nightly',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Paris',
    Target: { Arn: SELL_ARN, RoleArn: 'x' },
  });
  expect(readOne(nightly).regions[0]?.schedules).toEqual([
    { name: 'nightly', expression: 'cron(0 3 * * ? *)', functionName: 'shop-sell', zone: 'Europe/Paris' },
  ]);
});

test('a resource whose condition does not hold is not there', () => {
  const { Sell } = SERVICE.Resources;
  const world = readOne({
    Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'nowhere'] } },
    Resources: { ...SERVICE.Resources, Extra: { ...Sell, Type: 'AWS::Lambda::Function', Condition: 'Never' } },
  });
  expect(world.regions[0]?.functions).toHaveLength(2);
});

test('an environment that was not synthesised is an error that names those that were', () => {
  expect(() => readWorld(writeAssembly(), 'moon')).toThrow('no environment moon; it has: production');
});

test('a folder that is no assembly is an error that says what to type', () => {
  expect(() => readWorld('/nowhere', 'production')).toThrow('npx cdk synth');
});
