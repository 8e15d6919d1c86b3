import { Aws } from 'aws-cdk-lib';
import { clonePieces } from './clone-access.ts';
import { CLONE_PREFIX, type EnvironmentName, functionName, type ServingRegion, tableArn } from './names.ts';
import type { Right } from './rights.ts';
import { tablesOf } from './runbook-access.ts';
import type { MachineTarget, RunbookRule } from './runbooks.ts';

/** Where a machine runs. */
export interface MachinePlace {
  readonly environment: EnvironmentName;
  readonly region: ServingRegion;
  /** Its own name. */
  readonly machine: string;
  /** The role that AWS Backup takes to restore. */
  readonly restoreRoleArn: string;
}

const BECAUSE =
  'What a run makes gets its name or number when it is made; the beginning of the name keeps it apart from all else.';

/** Of all that `operations` holds, a machine itself writes no more than what Regions serve. */
const ONLY_TRAFFIC = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TRAFFIC'] } };

/** The machines that make and remove clones: those that repair one start them. */
const CLONE_MACHINES = ['clone-environment', 'remove-clone'] as const;

function arnsOf(target: MachineTarget, { environment, region }: MachinePlace): string[] {
  const arn = (service: string, resource: string) =>
    `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;
  switch (target) {
    case 'recovery-points':
      return [arn('backup', 'recovery-point:*')];
    case 'restored':
    case 'clones':
      return tablesOf(target, environment, region);
    case 'clone-stacks':
      return [arn('cloudformation', `stack/${CLONE_PREFIX}*/*`)];
    case 'clone-machines':
      return CLONE_MACHINES.map((name) => arn('states', `stateMachine:permanence-${environment}-${name}`));
    case 'clone-executions':
      return CLONE_MACHINES.map((name) => arn('states', `execution:permanence-${environment}-${name}:*`));
    case 'switch':
      return [tableArn(environment, 'operations', region)];
    case 'anything':
      return ['*'];
  }
}

/** Everything a machine may do, logs and traces apart. */
export function machineRights(rule: RunbookRule, place: MachinePlace): Right[] {
  const { environment, region, restoreRoleArn } = place;
  const functions = rule.functions.map(
    (name) => `arn:${Aws.PARTITION}:lambda:${region}:${Aws.ACCOUNT_ID}:function:${functionName(environment, name)}`,
  );
  const asked = rule.rights.map(({ on, actions }): Right => {
    const resources = arnsOf(on, place);
    return {
      actions,
      resources,
      ...(on === 'switch' ? { conditions: ONLY_TRAFFIC } : {}),
      ...(resources.some((one) => one.includes('*')) ? { because: BECAUSE } : {}),
    };
  });
  const passes: Right = {
    actions: ['iam:PassRole'],
    resources: [restoreRoleArn],
    conditions: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
  };
  const own = (kind: string) => `arn:${Aws.PARTITION}:states:${region}:${Aws.ACCOUNT_ID}:${kind}:${place.machine}`;
  const children: Right[] = [
    { actions: ['states:StartExecution'], resources: [own('stateMachine')] },
    {
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [`${own('execution')}/*`],
      because: BECAUSE,
    },
  ];
  return [
    { actions: ['lambda:InvokeFunction'], resources: functions },
    ...asked,
    ...(rule.distributed ? children : []),
    ...(rule.restores ? [passes] : []),
    ...(rule.buildsClones ? clonePieces(environment, region) : []),
  ];
}
