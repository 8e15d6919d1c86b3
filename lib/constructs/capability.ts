import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ACCESS } from '../access.ts';
import { type CapabilityName, type EnvironmentOf, SIZES } from '../capabilities.ts';
import { type Naming, namingOf, tableArn } from '../names.ts';
import { itemStatement } from '../policies/item-statement.ts';
import { acknowledge } from '../rules/acknowledge.ts';
import type { Settings } from '../settings.ts';

export interface CapabilityProps<Name extends CapabilityName> {
  readonly name: Name;
  readonly settings: Settings;
  /** The folder that `scripts/bundle.ts` fills, one sub-folder per capability. */
  readonly bundles: string;
  readonly environment: EnvironmentOf<Name>;
  /** When it is not the environment's own function, but a clone's. */
  readonly naming?: Naming;
  /** A role that was made elsewhere and has its rights already. */
  readonly role?: IRole;
}

/**
 * One folder of `lambdas/` as a function: its bundle, its sizes, its environment and exactly the rights in the tables
 * of `lib/access.ts`.
 */
export class Capability<Name extends CapabilityName> extends Construct {
  readonly function: LambdaFunction;
  readonly role: IRole;
  readonly logs: LogGroup;
  readonly name: Name;

  constructor(scope: Construct, id: string, props: CapabilityProps<Name>) {
    super(scope, id);
    this.name = props.name;
    const naming = props.naming ?? namingOf(props.settings.environment);
    this.logs = this.#logGroup(props.settings, naming);
    this.role = props.role ?? this.#role(props.settings);
    const { mostAtOnce } = SIZES[props.name];
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `${naming.prefix}-${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(props.bundles, props.name)),
      handler: 'index.handler',
      memorySize: SIZES[props.name].memoryMb,
      timeout: Duration.seconds(SIZES[props.name].timeoutSeconds),
      ...(mostAtOnce === undefined ? {} : { reservedConcurrentExecutions: mostAtOnce }),
      environment: { ...props.environment },
      role: this.role,
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
      // The function writes a line a request itself; Lambda adds one only when something is wrong with it.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
    });
  }

  #logGroup({ logRetentionDays, destroyable }: Settings, { logs }: Naming): LogGroup {
    return new LogGroup(this, 'Logs', {
      logGroupName: `${logs}/${this.name}`,
      retention: logRetentionDays as RetentionDays,
      removalPolicy: destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
  }

  #role(settings: Settings): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${this.name} may do in ${settings.environment}`,
    });
    this.logs.grantWrite(role);
    const { region } = Stack.of(this);
    for (const access of ACCESS[this.name])
      role.addToPolicy(itemStatement(access, tableArn(settings.environment, access.table, region)));
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'Sending X-Ray traces has no resource to name.');
    return role;
  }
}
