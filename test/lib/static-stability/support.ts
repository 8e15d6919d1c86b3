import type { Finding, RuleName } from '../../../lib/rules/static-stability/finding.ts';
import type { Machine, State } from '../../../lib/rules/static-stability/machine.ts';
import type { MachineOnPath } from '../../../lib/rules/static-stability/path.ts';
import { findings } from '../../../lib/rules/static-stability/static-stability.ts';
import type { RegionalTemplate, Resource } from '../../../lib/rules/static-stability/template.ts';
import { NO_BOUNDS } from '../../../lib/rules/static-stability/worst-case.ts';

const CITIES = { 'eu-west-3': 'paris', 'eu-central-1': 'frankfurt' } as const;
export type Region = keyof typeof CITIES;
export const otherOf = (region: Region): Region => (region === 'eu-west-3' ? 'eu-central-1' : 'eu-west-3');

/** How a definition names the function, before its tokens are filled in. */
export const RUNS = `\${Runs}`;

export const task = (Resource: string, more: Partial<State> = {}): State => ({
  Type: 'Task',
  Resource,
  TimeoutSeconds: 10,
  ...more,
});

export const invoke = (FunctionName: string, more: Partial<State> = {}): State =>
  task('arn:aws:states:::lambda:invoke', { Arguments: { FunctionName }, ...more });

/** States one after the other, in the order in which they are named. */
export function inOrder(states: Record<string, State>): Machine {
  const names = Object.keys(states);
  const linked = Object.entries(states).map(([name, state], i) => [name, { Next: names[i + 1], ...state }]);
  return {
    StartAt: names[0] ?? '',
    States: { ...Object.fromEntries(linked), [names.at(-1) ?? '']: states[names.at(-1) ?? ''] },
  };
}

export interface Planted {
  readonly definition?: Machine;
  /** What the role of the function may do. */
  readonly actions?: readonly string[];
  readonly on?: unknown;
  readonly variables?: Record<string, unknown>;
  /** Changes to the resources of this Region's service stack; `undefined` takes one away. */
  readonly resources?: Record<string, Resource | undefined>;
}

const healthy: Machine = inOrder({
  'Take the lock': invoke(RUNS),
  'Set the switch': task('arn:aws:states:::aws-sdk:dynamodb:updateItem', { Arguments: { TableName: 'operations' } }),
  Done: { Type: 'Succeed' },
});

const arn = (service: string, region: string, resource: string) => ({
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, `:${service}:${region}:`, { Ref: 'AWS::AccountId' }, `:${resource}`],
  ],
});

function serviceResources(region: Region, planted: Planted): Record<string, Resource> {
  const { definition = healthy, actions = ['dynamodb:UpdateItem', 'xray:Put*'], variables = {} } = planted;
  const role = { Type: 'AWS::IAM::Role', Properties: { Description: 'a role' } };
  const policy = (of: string, allowed: readonly string[], on: unknown) => ({
    Type: 'AWS::IAM::Policy',
    Properties: {
      Roles: [{ Ref: of }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: allowed, Resource: on }] },
    },
  });
  const all: Record<string, Resource | undefined> = {
    MachineRole: role,
    MachinePolicy: policy('MachineRole', ['lambda:InvokeFunction', 'dynamodb:UpdateItem'], '*'),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'permanence-test-failover',
        RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
        Definition: definition,
        DefinitionSubstitutions: { Runs: { Ref: 'Runs' } },
      },
    },
    RunsRole: role,
    RunsPolicy: policy('RunsRole', actions, planted.on ?? arn('dynamodb', region, 'table/operations')),
    Runs: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'permanence-test-runs',
        Role: { 'Fn::GetAtt': ['RunsRole', 'Arn'] },
        Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}-${region}` }, S3Key: 'code.zip' },
        Environment: { Variables: { OPERATIONS_TABLE: 'operations', OTHER_REGION: otherOf(region), ...variables } },
      },
    },
    ...planted.resources,
  };
  return Object.fromEntries(Object.entries(all).filter((one): one is [string, Resource] => one[1] !== undefined));
}

function template(stack: string, region: Region, Resources: Record<string, Resource>): RegionalTemplate {
  return {
    stack: `test/${stack}`,
    environment: 'test',
    region,
    path: `/${stack}.template.json`,
    content: { Resources },
  };
}

const tables = (regions: readonly string[]): Record<string, Resource> => ({
  Operations: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: { TableName: 'operations', Replicas: regions.map((Region) => ({ Region })) },
  },
});

export interface World {
  /** Planted in both Regions. */
  readonly both?: (region: Region) => Planted;
  /** Planted in Frankfurt only. */
  readonly frankfurt?: Planted;
  readonly replicas?: readonly string[];
  readonly path?: Partial<MachineOnPath>;
}

/** What the rules find in two Regions with one machine, one function, their roles and one table. */
export function foundIn({
  both = () => ({}),
  frankfurt = {},
  replicas = Object.keys(CITIES),
  path = {},
}: World): Finding[] {
  const templates = [
    template('Tables', 'eu-west-3', tables(replicas)),
    template('ServiceParis', 'eu-west-3', serviceResources('eu-west-3', both('eu-west-3'))),
    template(
      'ServiceFrankfurt',
      'eu-central-1',
      serviceResources('eu-central-1', { ...both('eu-central-1'), ...frankfurt }),
    ),
  ];
  return findings(templates, [
    { name: 'failover', budget_s: 300, bounds: NO_BOUNDS, needs: [], accepted: [], ...path },
  ]);
}

/** The sentences of the findings of one rule, each once. */
export const said = (found: readonly Finding[], rule: RuleName): string[] => [
  ...new Set(found.filter((one) => one.rule === rule).map(({ says }) => says)),
];
