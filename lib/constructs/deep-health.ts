import { Duration, SecretValue } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  HttpMethod,
  type IApiDestination,
  Rule,
  Schedule,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../names.ts';
import { acknowledge } from '../rules/acknowledge.ts';

export interface DeepHealthProps {
  readonly environment: EnvironmentName;
  /** The Region's own endpoint. */
  readonly url: string;
}

/**
 * Calls `/v1/health?deep=true` once a minute by the way that tills take: name, gateway, function, and a strong read and
 * a conditional write in the table. It does not retry, so every failure is one in the rule's metrics.
 */
export class DeepHealth extends Construct {
  readonly ruleName: string;

  constructor(scope: Construct, id: string, { environment, url }: DeepHealthProps) {
    super(scope, id);
    this.ruleName = `permanence-${environment}-deep-health`;
    const connection = new Connection(this, 'Connection', {
      // EventBridge demands a credential; the route is open, so this one opens nothing.
      authorization: Authorization.apiKey('x-canary', SecretValue.unsafePlainText('deep-health')),
    });
    const destination = new ApiDestination(this, 'Destination', {
      connection,
      endpoint: `${url}/v1/health`,
      httpMethod: HttpMethod.GET,
      rateLimitPerSecond: 1,
    });
    const rule = new Rule(this, 'Rule', {
      ruleName: this.ruleName,
      description: 'Can this Region still read and write strongly?',
      schedule: Schedule.rate(Duration.minutes(1)),
    });
    // The library's own types do not fit each other under exactOptionalPropertyTypes.
    rule.addTarget(
      new ApiDestinationTarget(destination as IApiDestination, {
        queryStringParameters: { deep: 'true' },
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    );
    acknowledge(this, 'AwsSolutions-SMG4', 'The connection holds no secret: the route it calls is open.');
  }
}
