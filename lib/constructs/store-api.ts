import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  ApiDefinition,
  EndpointType,
  LogGroupLogDestination,
  type MethodDeploymentOptions,
  MethodLoggingLevel,
  SpecRestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ACCESS_LOG } from '../api/access-log.ts';
import { readContract } from '../api/contract.ts';
import { gatewayDocument, type Integration } from '../api/gateway-document.ts';
import { webhookPaths, withoutWebhooks } from '../api/webhooks.ts';
import { type CapabilityName, type ServingName, SIZES } from '../capabilities.ts';
import { type Naming, namingOf } from '../names.ts';
import { acknowledge } from '../rules/acknowledge.ts';
import type { Settings, Throttle } from '../settings.ts';
import type { Capability } from './capability.ts';

export const STAGE = 'live';

/** Together with the authorizer's own cache, a revoked device works for less than a minute. */
const AUTHORIZER_TTL_SECONDS = 20;

/** A function that runs out of time answers for itself; API Gateway waits a little longer than that. */
const GRACE_MS = 500;

export interface StoreApiProps {
  readonly settings: Settings;
  readonly authorizer: Capability<'authorizer'>;
  readonly serving: readonly Capability<ServingName>[];
  /** When it is not the environment's own API, but a clone's. */
  readonly naming?: Naming;
}

/** API Gateway takes everything that is not said for a method from its own defaults and not from the stage. */
function throttled({ requestsPerSecond, burst }: Throttle): MethodDeploymentOptions {
  return {
    loggingLevel: MethodLoggingLevel.OFF,
    metricsEnabled: true,
    throttlingRateLimit: requestsPerSecond,
    throttlingBurstLimit: burst,
  };
}

/** A Region's HTTPS endpoint, made from `api/openapi.yaml`. */
export class StoreApi extends Construct {
  readonly api: SpecRestApi;
  /** Paths to which remote services send messages. */
  readonly webhooks: readonly string[];

  constructor(scope: Construct, id: string, props: StoreApiProps) {
    super(scope, id);
    const { settings, authorizer, serving, naming = namingOf(settings.environment) } = props;
    const isClone = props.naming !== undefined;
    // Nobody outside sends messages to a clone, so it has no door for them.
    const contract = isClone ? withoutWebhooks(readContract()) : readContract();
    this.webhooks = webhookPaths(contract);
    const document = gatewayDocument(contract, {
      integrations: Object.fromEntries(serving.map((capability) => [capability.name, this.#integration(capability)])),
      authorizerUri: this.#uri(authorizer.function),
      authorizerTtlSeconds: AUTHORIZER_TTL_SECONDS,
    });
    this.api = new SpecRestApi(this, 'Api', {
      restApiName: naming.prefix,
      apiDefinition: ApiDefinition.fromInline(document),
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: settings.domain !== undefined && !isClone,
      // One for the whole account and Region; the environment's API has made it.
      cloudWatchRole: !isClone,
      deployOptions: this.#stage(settings, naming),
    });
    for (const { name, function: target } of serving) this.#allow(name, target, `${STAGE}/*`);
    this.#allow('authorizer', authorizer.function, 'authorizers/*');
    this.#exceptions();
  }

  /** Without a domain the endpoint that API Gateway names, path included. */
  get url(): string {
    return `https://${this.api.restApiId}.execute-api.${Stack.of(this).region}.${Aws.URL_SUFFIX}/${STAGE}`;
  }

  get stageArn(): string {
    return `arn:${Aws.PARTITION}:apigateway:${Stack.of(this).region}::/restapis/${this.api.restApiId}/stages/${STAGE}`;
  }

  #uri(target: LambdaFunction): string {
    const path = `lambda:path/2015-03-31/functions/${target.functionArn}/invocations`;
    return `arn:${Aws.PARTITION}:apigateway:${Stack.of(this).region}:${path}`;
  }

  #integration({ name, function: target }: Capability<ServingName>): Integration {
    return { uri: this.#uri(target), timeoutMs: SIZES[name].timeoutSeconds * 1000 + GRACE_MS };
  }

  #stage(settings: Settings, naming: Naming): StageOptions {
    const { destroyable, logRetentionDays, throttle, webhookThrottle } = settings;
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `${naming.logs}/access`,
      retention: logRetentionDays as RetentionDays,
      removalPolicy: destroyable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    return {
      stageName: STAGE,
      accessLogDestination: new LogGroupLogDestination(logs),
      accessLogFormat: ACCESS_LOG,
      ...throttled(throttle),
      // Tokens of their own, so that a flood of forged messages takes none from the tills.
      methodOptions: Object.fromEntries(this.webhooks.map((path) => [`${path}/POST`, throttled(webhookThrottle)])),
      tracingEnabled: true,
    };
  }

  #allow(name: CapabilityName, target: LambdaFunction, what: string): void {
    new CfnPermission(this, `Call-${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: target.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Stack.of(this).region}:${Aws.ACCOUNT_ID}:${this.api.restApiId}/${what}`,
    });
  }

  #exceptions(): void {
    const logging = 'The access log has a line for every request, with the error; execution logs have no retention.';
    acknowledge(this, 'AwsSolutions-APIG6', logging);
    const managed = 'AWS demands this policy for the role by which API Gateway writes logs; the account has one.';
    const policy = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    acknowledge(this, `AwsSolutions-IAM4[Policy::${policy}]`, managed);
    acknowledge(this, 'AwsSolutions-APIG2', 'The document itself has a validator on every operation; a test looks.');
  }
}
