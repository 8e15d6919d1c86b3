import type { FunctionPlan } from '../assembly/plan.ts';
import { clockEnvironment } from '../time/shifted-clock.ts';

/** What a Region gives to its functions besides their own environment. */
export interface Surroundings {
  readonly region: string;
  readonly dynamodbEndpoint: string;
  readonly kmsEndpoint: string;
  /** Folder for one log file a function. */
  readonly logDir: string;
  /** Sandboxes of one function at once, unless its template reserves a number. */
  readonly sandboxes: number;
  /** How long a sandbox may be idle before it is given back; five minutes when not said. */
  readonly idleLimitMs?: number;
  /** Addresses of AWS services beside DynamoDB and KMS, by the variable in which the SDK looks for them. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Stand-ins of remote services, by the variable that names the address; given to those functions that have the variable. */
  readonly addresses?: Readonly<Record<string, string>>;
}

/** The environment variables of a sandbox: Lambda's own and the function's, and the twin's clock. Nothing else of ours leaks in. */
export function sandboxEnvironment(
  plan: FunctionPlan,
  { region, dynamodbEndpoint, kmsEndpoint, endpoints = {}, addresses = {} }: Surroundings,
  runtimeApi: string,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'twin',
    AWS_SECRET_ACCESS_KEY: 'twin',
    AWS_SESSION_TOKEN: 'twin',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: plan.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'twin',
    AWS_LAMBDA_LOG_FORMAT: plan.logFormat,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: plan.code,
    ...plan.environment,
    ...Object.fromEntries(Object.entries(addresses).filter(([name]) => name in plan.environment)),
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    AWS_ENDPOINT_URL_KMS: kmsEndpoint,
    ...endpoints,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    _HANDLER: plan.handler,
    ...clockEnvironment(),
  };
}
