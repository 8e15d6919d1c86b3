import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Answer } from './forward.ts';

/** An error of the DynamoDB protocol. */
export interface DynamoDbError {
  readonly status: number;
  /** Shape name: what the SDK makes the error's `name`. */
  readonly type: string;
  readonly message: string;
}

const SHAPES_OF = 'com.amazonaws.dynamodb.v20120810#';
const COMMON_SHAPES = 'com.amazon.coral.validate#';

const clientError =
  (type: string, prefix = SHAPES_OF) =>
  (message: string): DynamoDbError => ({ status: 400, type: `${prefix}${type}`, message });

/** A request that DynamoDB does not accept. */
export const validation = clientError('ValidationException', COMMON_SHAPES);

/** A table that the Region does not have. */
export const tableNotFound = clientError('ResourceNotFoundException');

/** A write that met one to the same item from another Region. To be sent again. */
export const replicatedWriteConflict = (): DynamoDbError =>
  clientError('ReplicatedWriteConflictException')(
    'One or more items in this request are being modified by a request in another Region.',
  );

/** Throttling of a table. To be sent again after a while. */
export const throttled = (): DynamoDbError =>
  clientError('ProvisionedThroughputExceededException')(
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  );

/** A database that does not answer. */
export const unavailable = (message: string): DynamoDbError => ({
  status: 500,
  type: `${SHAPES_OF}InternalServerError`,
  message,
});

/** An error that DynamoDB has and DynamoDB Local does not. */
export const otherError = (type: string, message: string): DynamoDbError => clientError(type)(message);

/** The error in the protocol's shape. */
export function answerOf({ status, type, message }: DynamoDbError): Answer {
  const body = Buffer.from(JSON.stringify({ __type: type, message }));
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
  };
  return { status, headers, body };
}

/** Answers with the error in the protocol's shape. */
export function sendError(response: ServerResponse, error: DynamoDbError): void {
  const { status, headers, body } = answerOf(error);
  response.writeHead(status, headers).end(body);
}
