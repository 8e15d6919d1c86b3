import { Aws } from 'aws-cdk-lib';
import { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type EnvironmentName, functionName, type ServingRegion, TABLES, tableArn } from '../names.ts';
import type { Right } from '../rights.ts';
import { WrittenRole } from './written-role.ts';

export interface ExperimentsProps {
  readonly environment: EnvironmentName;
  readonly region: ServingRegion;
}

/** Functions without which nothing is sold. */
const SELLING = ['authorizer', 'checkout'] as const;

/** Alarms of the same Region that end an experiment: beyond the Region that is broken on purpose, somebody suffers. */
const STOPS = ['public-name-fails', 'other-region-fails'] as const;

const LASTS = 'PT5M';

/** What breaks. Source of ids and parameters: AWS FIS User Guide, actions reference. */
const ACTIONS = {
  'replication-paused': {
    says: 'The tables of this Region get and give nothing: as if the way between the Regions were cut',
    kind: 'Tables',
    actionId: 'aws:dynamodb:global-table-pause-replication',
    parameters: { duration: LASTS },
  },
  'functions-fail': {
    says: 'Functions that sell fail before they begin',
    kind: 'Functions',
    actionId: 'aws:lambda:invocation-error',
    parameters: { duration: LASTS, invocationPercentage: '100', preventExecution: 'true' },
  },
  'functions-slow': {
    says: 'Functions that sell begin two seconds late: longer than a till has patience for',
    kind: 'Functions',
    actionId: 'aws:lambda:invocation-add-delay',
    parameters: { duration: LASTS, invocationPercentage: '100', startupDelayMilliseconds: '2000' },
  },
} as const;

const RESOURCE = { Tables: 'aws:dynamodb:global-table', Functions: 'aws:lambda:function' } as const;

/** Templates of AWS FIS that break a Region in parts. Nobody starts them by the clock; a person does, and alarms stop them. */
export class Experiments extends Construct {
  constructor(scope: Construct, id: string, props: ExperimentsProps) {
    super(scope, id);
    const { role } = new WrittenRole(this, 'Breaks', {
      service: 'fis',
      description: `What experiments may break in ${props.environment}`,
      rights: this.#rights(props),
    });
    for (const name of Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]) this.#template(name, role, props);
  }

  #template(name: keyof typeof ACTIONS, role: Role, props: ExperimentsProps): void {
    const { says, kind, actionId, parameters } = ACTIONS[name];
    const { environment, region } = props;
    const alarm = (one: string) =>
      `arn:${Aws.PARTITION}:cloudwatch:${region}:${Aws.ACCOUNT_ID}:alarm:permanence-${environment}-${one}`;
    new CfnExperimentTemplate(this, name, {
      description: says,
      roleArn: role.roleArn,
      stopConditions: STOPS.map((one) => ({ source: 'aws:cloudwatch:alarm', value: alarm(one) })),
      targets: {
        [kind]: { resourceType: RESOURCE[kind], resourceArns: this.#targets(kind, props), selectionMode: 'ALL' },
      },
      actions: { [name]: { actionId, parameters: { ...parameters }, targets: { [kind]: kind } } },
      tags: { Name: `permanence-${environment}-${name}` },
    });
  }

  #targets(kind: keyof typeof RESOURCE, { environment, region }: ExperimentsProps): string[] {
    if (kind === 'Tables') return TABLES.map((table) => tableArn(environment, table, region));
    return SELLING.map(
      (name) => `arn:${Aws.PARTITION}:lambda:${region}:${Aws.ACCOUNT_ID}:function:${functionName(environment, name)}`,
    );
  }

  #rights(props: ExperimentsProps): Right[] {
    const { environment, region } = props;
    const bucket = `arn:${Aws.PARTITION}:s3:::permanence-${environment}-fis-${region}-${Aws.ACCOUNT_ID}`;
    return [
      {
        actions: [
          'dynamodb:DeleteResourcePolicy',
          'dynamodb:DescribeTable',
          'dynamodb:GetResourcePolicy',
          'dynamodb:PutResourcePolicy',
        ],
        resources: this.#targets('Tables', props),
      },
      { actions: ['lambda:GetFunction'], resources: this.#targets('Functions', props) },
      {
        actions: ['s3:DeleteObject', 's3:PutObject'],
        resources: [`${bucket}/*`],
        because: 'FIS names what it tells the extension of a function as it likes, within the bucket for it.',
      },
      { actions: ['tag:GetResources'], resources: ['*'], because: 'AWS has no resource to name for this action.' },
    ];
  }
}
