import { Failure } from '../failure.ts';

/** The classes of a client's package. */
export type SdkModule = Readonly<Record<string, unknown>>;

/**
 * The failure that an error of the SDK makes of a task. An error that the service's model names keeps its name, with
 * `Exception` at its end; any other answer of the service is named after the service, like `DynamoDb.DynamoDbException`
 * for a ValidationException; no answer is an `SdkClientException`. Source: Step Functions on AWS, which sees the
 * classes of the Java SDK.
 */
export function sdkFailure(error: unknown, prefix: string, module: SdkModule): Failure {
  if (error instanceof Failure) return error;
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number; requestId?: string } };
  if ($metadata?.httpStatusCode === undefined) return new Failure(`${prefix}.SdkClientException`, message || name);
  const modelled = typeof module[name] === 'function';
  const suffixed = name.endsWith('Exception') ? name : `${name}Exception`;
  const { httpStatusCode: status, requestId = 'none' } = $metadata;
  const cause = `${message} (Service: ${prefix}, Status Code: ${status}, Request ID: ${requestId})`;
  return new Failure(`${prefix}.${modelled ? suffixed : `${prefix}Exception`}`, cause);
}
