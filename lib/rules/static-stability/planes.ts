/** Why nothing else of a service may be called while a Region is being left. */
export interface ControlPlane {
  readonly reason: string;
  readonly source: string;
}

const BOUNDARIES = 'AWS Fault Isolation Boundaries, appendix A and B';
const REGIONAL = 'It changes or describes what is deployed: the part of a Region that fails first and is needed least.';

/**
 * What may be called on the way of a failover: requests that the service answers from the Region itself, built to go on while everything
 * that creates, changes or describes resources is down. An ending of `*` stands for any.
 */
export const DATA_PLANE: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ['PutMetricData', 'GetMetricData', 'GetMetricStatistics', 'DescribeAlarms'],
  dynamodb: [
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'Query',
    'Scan',
    'BatchGetItem',
    'BatchWriteItem',
    'ConditionCheckItem',
  ],
  events: ['PutEvents', 'RetrieveConnectionCredentials'],
  'execute-api': ['Invoke'],
  kms: ['Decrypt', 'Encrypt', 'GenerateDataKey*', 'ReEncrypt*', 'Sign', 'Verify', 'GenerateMac', 'VerifyMac'],
  lambda: ['InvokeFunction'],
  // The deliveries are what Step Functions demands of a machine's role to write its log; nobody calls them during a run.
  logs: [
    'CreateLogStream',
    'PutLogEvents',
    '*LogDelivery',
    'ListLogDeliveries',
    'PutResourcePolicy',
    'DescribeResourcePolicies',
    'DescribeLogGroups',
  ],
  'route53-recovery-cluster': ['GetRoutingControlState', 'UpdateRoutingControlState', 'UpdateRoutingControlStates'],
  s3: ['GetObject', 'PutObject'],
  secretsmanager: ['GetSecretValue'],
  sns: ['Publish'],
  sqs: ['SendMessage', 'ReceiveMessage', 'DeleteMessage'],
  ssm: ['GetParameter', 'GetParameters'],
  states: ['StartExecution', 'StopExecution', 'DescribeExecution', 'ListExecutions', 'SendTask*', 'InvokeHTTPEndpoint'],
  sts: ['AssumeRole', 'GetCallerIdentity'],
  xray: ['Put*', 'GetSamplingRules', 'GetSamplingTargets'],
};

/** What may not, by service: everything that is not in {@link DATA_PLANE}. A service in neither is refused until somebody has looked. */
export const CONTROL_PLANE: Readonly<Record<string, ControlPlane>> = {
  apigateway: { reason: REGIONAL, source: BOUNDARIES },
  backup: { reason: 'Restoring takes longer than any failover, and its jobs are control plane.', source: BOUNDARIES },
  cloudformation: { reason: 'What is needed is deployed before, in each Region.', source: BOUNDARIES },
  cloudfront: { reason: 'Its control plane is in us-east-1.', source: BOUNDARIES },
  cloudwatch: { reason: REGIONAL, source: BOUNDARIES },
  dynamodb: {
    reason:
      'DescribeTable, UpdateTable and everything that works on whole tables is control plane; replicas are changed from one Region.',
    source: 'Amazon DynamoDB Developer Guide, DynamoDB API: control plane',
  },
  ec2: { reason: 'Launching into a crowd of others who do the same fails first.', source: BOUNDARIES },
  events: { reason: REGIONAL, source: BOUNDARIES },
  fis: { reason: 'Experiments are not run in an emergency.', source: 'AWS FIS User Guide' },
  iam: { reason: 'Its control plane is in us-east-1; roles exist before they are needed.', source: BOUNDARIES },
  kms: { reason: REGIONAL, source: BOUNDARIES },
  lambda: { reason: 'Concurrency and code are set before; only Invoke is data plane.', source: BOUNDARIES },
  logs: { reason: REGIONAL, source: BOUNDARIES },
  organizations: { reason: 'Its control plane is in us-east-1.', source: BOUNDARIES },
  route53: {
    reason: 'Its control plane is in us-east-1: records are not changed, health checks move the traffic.',
    source: `${BOUNDARIES}; Route 53 Developer Guide, accelerated recovery takes about 60 minutes`,
  },
  'route53-recovery-control-config': { reason: 'Its control plane is in us-west-2.', source: BOUNDARIES },
  s3: { reason: 'Buckets are created and configured through us-east-1.', source: BOUNDARIES },
  scheduler: { reason: REGIONAL, source: BOUNDARIES },
  secretsmanager: { reason: REGIONAL, source: BOUNDARIES },
  servicequotas: { reason: 'A quota is raised before it is needed, by people in hours.', source: BOUNDARIES },
  sns: { reason: REGIONAL, source: BOUNDARIES },
  sqs: { reason: REGIONAL, source: BOUNDARIES },
  ssm: { reason: REGIONAL, source: BOUNDARIES },
  states: { reason: REGIONAL, source: BOUNDARIES },
  sts: { reason: "Tokens are taken from the Region's own endpoint.", source: BOUNDARIES },
  wafv2: { reason: REGIONAL, source: BOUNDARIES },
};

/** The names under which Step Functions and the SDKs know services that IAM calls otherwise. */
const IAM_NAME: Readonly<Record<string, string>> = {
  cloudwatchlogs: 'logs',
  eventbridge: 'events',
  route53recoverycluster: 'route53-recovery-cluster',
  sfn: 'states',
};

const IAM_ACTION: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  'http:Invoke': 'states:InvokeHTTPEndpoint',
  'apigateway:Invoke': 'execute-api:Invoke',
};

/** An action as IAM names it, of a service and an action as a task's resource names them. */
export function iamAction(service: string, action: string): string {
  const named = `${IAM_NAME[service] ?? service}:${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return IAM_ACTION[named] ?? named;
}

function matches(pattern: string, action: string): boolean {
  if (pattern.startsWith('*')) return action.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}

/** @returns why an action may not be called on the way of a failover; undefined when it may */
export function whyNot(action: string): string | undefined {
  const [service = '', name = ''] = action.split(':');
  if ((DATA_PLANE[service] ?? []).some((pattern) => matches(pattern, name))) return undefined;
  const control = CONTROL_PLANE[service];
  if (control !== undefined) return `${action} is control plane. ${control.reason}`;
  return `${action} is not classified: put it into DATA_PLANE or CONTROL_PLANE of lib/rules/static-stability/planes.ts`;
}
