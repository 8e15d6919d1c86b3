import type { CalledByRunbooks } from './capabilities.ts';

/** What the actions of a machine work on. ARNs are in `lib/machine-rights.ts`. */
export type MachineTarget =
  | 'recovery-points'
  | 'restored'
  | 'clones'
  | 'clone-stacks'
  | 'clone-machines'
  | 'clone-executions'
  | 'switch'
  | 'anything';

export interface MachineRight {
  readonly on: MachineTarget;
  /** As IAM calls them: `backup:StartRestoreJob`. */
  readonly actions: readonly string[];
}

/** When EventBridge Scheduler starts a machine, in each Region. */
export interface MachineSchedule {
  readonly minute: string;
  readonly hour: string;
  readonly zone: string;
  readonly description: string;
}

export interface RunbookRule {
  /** The functions it may call: those whose tokens are in its file. */
  readonly functions: readonly CalledByRunbooks[];
  /** What it asks of AWS itself: the `aws-sdk` tasks of its file, and no more. */
  readonly rights: readonly MachineRight[];
  /** Whether AWS Backup restores in its name. */
  readonly restores?: boolean;
  /** Whether CloudFormation builds or removes the API of a clone in its name. */
  readonly buildsClones?: boolean;
  /** Whether one of its maps starts executions of their own. */
  readonly distributed?: boolean;
  readonly schedule?: MachineSchedule;
}

/** Every runbook, by the name of its file in `statemachines/`. A test compares each with what the file does. */
export const RUNBOOKS = {
  'restore-test': {
    functions: ['boot-check', 'morning', 'runs'],
    rights: [
      { on: 'recovery-points', actions: ['backup:StartRestoreJob'] },
      // A restore job has a number and no ARN.
      { on: 'anything', actions: ['backup:DescribeRestoreJob', 'backup:PutRestoreValidationResult'] },
      { on: 'restored', actions: ['dynamodb:DeleteTable', 'dynamodb:DescribeTable'] },
    ],
    restores: true,
    distributed: true,
    schedule: {
      minute: '0',
      hour: '5',
      zone: 'Europe/Paris',
      description: 'Restores and checks every backup of the last day',
    },
  },
  'clone-environment': {
    functions: ['boot-check', 'clone', 'runs'],
    rights: [
      { on: 'recovery-points', actions: ['backup:StartRestoreJob'] },
      { on: 'anything', actions: ['backup:DescribeRestoreJob'] },
      { on: 'clones', actions: ['dynamodb:DescribeTable', 'dynamodb:TagResource'] },
      { on: 'clone-stacks', actions: ['cloudformation:CreateStack', 'cloudformation:DescribeStacks'] },
    ],
    restores: true,
    buildsClones: true,
  },
  'repair-clone': {
    functions: ['clone', 'runs'],
    rights: [
      { on: 'clone-machines', actions: ['states:StartExecution'] },
      { on: 'clone-executions', actions: ['states:DescribeExecution'] },
    ],
  },
  'remove-clone': {
    functions: ['clone', 'runs'],
    rights: [
      { on: 'clone-executions', actions: ['states:DescribeExecution'] },
      { on: 'clone-stacks', actions: ['cloudformation:DeleteStack', 'cloudformation:DescribeStacks'] },
      { on: 'clones', actions: ['dynamodb:DeleteTable', 'dynamodb:DescribeTable'] },
    ],
    buildsClones: true,
    schedule: {
      minute: '0',
      hour: '4',
      zone: 'Europe/Paris',
      description: 'Removes the clones whose date has come',
    },
  },
  'repair-ledger': {
    functions: ['repair', 'runs'],
    rights: [
      { on: 'recovery-points', actions: ['backup:StartRestoreJob'] },
      { on: 'anything', actions: ['backup:DescribeRestoreJob'] },
      { on: 'restored', actions: ['dynamodb:DeleteTable', 'dynamodb:DescribeTable'] },
    ],
    restores: true,
  },
  failover: {
    functions: ['evacuation', 'form-sweeper', 'runs', 'synthetic-store'],
    rights: [{ on: 'switch', actions: ['dynamodb:UpdateItem'] }],
  },
  failback: {
    functions: ['evacuation', 'runs', 'synthetic-store'],
    rights: [{ on: 'switch', actions: ['dynamodb:UpdateItem'] }],
  },
} as const satisfies Record<string, RunbookRule>;

export type RunbookName = keyof typeof RUNBOOKS;
export const RUNBOOK_NAMES = Object.keys(RUNBOOKS) as RunbookName[];
