import { Aws } from 'aws-cdk-lib';
import { ACCESS } from './access.ts';
import { CLONE_PREFIX, type EnvironmentName } from './names.ts';
import type { Right } from './rights.ts';

/** What a clone serves with: no webhook and no sweeper, for nobody outside knows of it. */
export const CLONE_CAPABILITIES = ['authorizer', 'checkout', 'health', 'receipts', 'tax-free'] as const;
export type CloneCapability = (typeof CLONE_CAPABILITIES)[number];

/** The folder of the log groups of all clones. */
export const CLONE_LOGS = '/permanence/clone';

/** Roles are the same for all clones of an environment, so that making a clone makes no rights. */
export function cloneRoleName(environment: EnvironmentName, region: string, name: CloneCapability): string {
  return `permanence-${environment}-clone-${region}-${name}`;
}

export function cloneRoleArn(environment: EnvironmentName, region: string, name: CloneCapability): string {
  return `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${cloneRoleName(environment, region, name)}`;
}

/** A clone's function has the rights of the original, on the tables of clones. */
export const cloneAccess = (name: CloneCapability) => ACCESS[name];

/** Writing the log and sending traces. */
export function cloneLogRights(region: string): Right[] {
  return [
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`arn:${Aws.PARTITION}:logs:${region}:${Aws.ACCOUNT_ID}:log-group:${CLONE_LOGS}/*`],
      because: 'Each clone has log groups of its own, in one folder.',
    },
    {
      actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      resources: ['*'],
      because: 'Sending X-Ray traces has no resource to name.',
    },
  ];
}

const BUILT_BY_CLOUDFORMATION = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] } };
const BECAUSE = 'A clone gets its name when it is made, and its API an id; the beginning of the name keeps it apart.';
const NO_NAME =
  'API Gateway and X-Ray give ids that nobody can choose: only CloudFormation may use this, for stacks of clones.';

/** What CloudFormation may do, in the name of a machine, to build or remove the API of a clone. None of it works without CloudFormation. */
export function clonePieces(environment: EnvironmentName, region: string): Right[] {
  const arn = (service: string, resource: string) =>
    `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;
  const roles = CLONE_CAPABILITIES.map((name) => cloneRoleArn(environment, region, name));
  const conditions = BUILT_BY_CLOUDFORMATION;
  return [
    {
      actions: [
        'lambda:AddPermission',
        'lambda:CreateFunction',
        'lambda:DeleteFunction',
        'lambda:GetFunction',
        'lambda:GetFunctionConfiguration',
        'lambda:ListTags',
        'lambda:RemovePermission',
        'lambda:TagResource',
      ],
      resources: [arn('lambda', `function:${CLONE_PREFIX}*`)],
      conditions,
      because: BECAUSE,
    },
    {
      actions: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:DescribeLogGroups',
        'logs:ListTagsForResource',
        'logs:PutRetentionPolicy',
        'logs:TagResource',
      ],
      resources: [arn('logs', `log-group:${CLONE_LOGS}/*`)],
      conditions,
      because: BECAUSE,
    },
    {
      actions: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((verb) => `apigateway:${verb}`),
      resources: [
        `arn:${Aws.PARTITION}:apigateway:${region}::/restapis`,
        `arn:${Aws.PARTITION}:apigateway:${region}::/restapis/*`,
        `arn:${Aws.PARTITION}:apigateway:${region}::/tags/*`,
      ],
      conditions,
      because: NO_NAME,
    },
    {
      actions: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:DescribeResourcePolicies'],
      resources: ['*'],
      conditions,
      because: NO_NAME,
    },
    {
      actions: ['iam:PassRole'],
      resources: roles,
      conditions: { ...conditions, StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    {
      actions: ['s3:GetObject'],
      resources: [`arn:${Aws.PARTITION}:s3:::cdk-hnb659fds-assets-${Aws.ACCOUNT_ID}-${region}/*`],
      because: 'Assets are named by the hash of their content.',
    },
  ];
}
