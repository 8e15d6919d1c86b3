import { describe, expect, it } from 'vitest';
import { foundIn, inOrder, invoke, said } from './support.ts';

const lacking = (world: Parameters<typeof foundIn>[0]): string[] => said(foundIn(world), 'exists-before');

describe('what the way needs', () => {
  it('is a machine in each Region', () => {
    expect(lacking({ frankfurt: { resources: { Machine: undefined } } })).toEqual([
      'eu-central-1 has no machine failover, though eu-west-3 has',
    ]);
  });

  it('is the function in the stacks of the same Region', () => {
    expect(lacking({ frankfurt: { resources: { Runs: undefined } } })).toEqual([
      'failover invokes <Runs>, which is not in the stacks of eu-central-1',
    ]);
  });

  it.each(['permanence-test-runs', 'arn:aws:lambda:eu-west-3:1:function:permanence-test-runs:live'])(
    'may be named %s',
    (name) => {
      const definition = inOrder({ Ask: invoke(name), Done: { Type: 'Succeed' } });
      expect(lacking({ both: () => ({ definition }) })).toEqual([]);
    },
  );

  it('is not a function whose name is computed', () => {
    const definition = inOrder({ Ask: invoke('{% $which %}'), Done: { Type: 'Succeed' } });
    expect(lacking({ both: () => ({ definition }) })[0]).toContain('invokes {% $which %}');
  });

  it.each([
    ['RunsRole', 'The role of permanence-test-runs is not in the stacks of eu-central-1'],
    ['MachineRole', 'The role of failover is not in the stacks of eu-central-1'],
  ])('is the role %s in the stacks of the same Region', (role, says) => {
    expect(lacking({ frankfurt: { resources: { [role]: undefined } } })).toEqual([says]);
  });

  it('is a bundle in a bucket of the same Region', () => {
    const Runs = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'permanence-test-runs',
        Role: { 'Fn::GetAtt': ['RunsRole', 'Arn'] },
        Code: { S3Bucket: 'assets-eu-west-3', S3Key: 'code.zip' },
      },
    };
    expect(lacking({ frankfurt: { resources: { Runs } } })).toEqual([
      'The bundle of permanence-test-runs is not in a bucket of eu-central-1',
    ]);
  });

  it('is a replica of each table', () => {
    expect(lacking({ replicas: ['eu-west-3'] })).toEqual([
      'permanence-test-runs needs OPERATIONS_TABLE = operations, of which eu-central-1 has no replica',
    ]);
  });

  it('is a definition that can be read', () => {
    const Machine = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'permanence-test-failover',
        RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
        DefinitionS3Location: { Bucket: 'assets-eu-central-1', Key: 'gone.json' },
      },
    };
    expect(lacking({ frankfurt: { resources: { Machine } } })).toEqual([
      'The definition of failover cannot be found or read',
    ]);
  });

  it.each([
    ['AWS::CloudWatch::CompositeAlarm', { AlarmName: 'permanence-test-paris-is-ill' }],
    ['AWS::Scheduler::Schedule', { Name: 'permanence-test-paris-is-ill' }],
  ])('is whatever else is declared, like a %s', (type, Properties) => {
    const needs = [{ type, named: /-is-ill$/, because: 'it starts the run' }];
    const Alarm = { Type: type, Properties };
    expect(lacking({ path: { needs }, both: () => ({ resources: { Alarm } }) })).toEqual([]);
    const found = lacking({ path: { needs } });
    expect(found).toHaveLength(2);
    expect(found[0]).toContain(`has no ${type} named -is-ill$, which failover needs: it starts the run`);
  });

  it('may be needed only where there is something else', () => {
    const type = 'AWS::CloudWatch::CompositeAlarm';
    const needs = [{ type, named: /-is-ill$/, where: 'AWS::Route53::RecordSet', because: 'names lead there' }];
    const Name = { Type: 'AWS::Route53::RecordSet', Properties: {} };
    expect(lacking({ path: { needs } })).toEqual([]);
    expect(lacking({ path: { needs }, both: () => ({ resources: { Name } }) })).toHaveLength(2);
  });
});
