import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { definitionFile, readDefinition, substitutions } from '../asl.ts';
import { machineRights } from '../machine-rights.ts';
import { give } from '../policies/give.ts';
import { acknowledge } from '../rules/acknowledge.ts';
import { type TokenContext, tokenValues, versionOf } from '../runbook-tokens.ts';
import { RUNBOOKS, type RunbookName, type RunbookRule } from '../runbooks.ts';
import type { Settings } from '../settings.ts';

export interface RunbookProps extends TokenContext {
  readonly name: RunbookName;
}

/** A file of `statemachines/` as a state machine: its tokens, its role, its log. */
export class Runbook extends Construct {
  readonly machine: StateMachine;
  readonly name: RunbookName;
  readonly machineName: string;
  /** What a drill verifies; the same in both Regions. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: RunbookProps) {
    super(scope, id);
    const { name, settings } = props;
    const rule: RunbookRule = RUNBOOKS[name];
    const definition = readDefinition(name);
    this.name = name;
    this.machineName = `permanence-${settings.environment}-${name}`;
    this.version = versionOf(definition, rule.functions, props);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: this.machineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromFile(definitionFile(name)),
      definitionSubstitutions: substitutions(name, definition, {
        ...tokenValues(props),
        Version: this.version,
      }),
      role: this.#role(rule, props),
      // Inputs and outputs name tables, recovery points and items, never a person: functions promise it.
      logs: { destination: this.#logs(settings), level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
  }

  /** Without this prefix every log group adds to a policy of CloudWatch Logs that is full after a few. */
  #logs({ environment, logRetentionDays, destroyable }: Settings): LogGroup {
    return new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/permanence/${environment}/${this.name}`,
      retention: logRetentionDays as RetentionDays,
      removalPolicy: destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
  }

  #role(rule: RunbookRule, { settings, region, restoreRoleArn }: RunbookProps): Role {
    const { environment } = settings;
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', { conditions }),
      description: `What the runbook ${this.name} may do in ${environment}`,
    });
    give(role, machineRights(rule, { environment, region, machine: this.machineName, restoreRoleArn }));
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'Logs are delivered and traces sent without naming a resource.',
    );
    return role;
  }
}
