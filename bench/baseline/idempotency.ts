import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';

/** What Powertools keeps of a request: the key it is known by, and the content that must be the same again. */
export interface Keyed<Request> {
  key: string;
  request: Request;
  [member: string]: unknown;
}

export interface Answer {
  status: number;
  body: string;
  [member: string]: unknown;
}

/** Time a function of these settings has left when it starts; Powertools lets a crashed attempt's record lapse after it. */
const REMAINING_MS = 10_000;

/**
 * Makes a function answer a repeated request with its first answer, as the documentation of Powertools shows it.
 *
 * The inner function is wrapped and not the whole handler, so that a refused request is not kept as an answer. The key is the receipt's
 * place, one short text. `payloadValidationJmesPath` refuses other content under a used key, which Permanence does too. The local
 * cache stays off, as it is by default: a till's replay usually meets another sandbox. The record keeps the answer, and for a day, so
 * that a till may replay what it queued offline.
 */
export function idempotent<Request>(
  run: (keyed: Keyed<Request>) => Promise<Answer>,
  client: DynamoDBClient,
  table: string,
): (keyed: Keyed<Request>) => Promise<Answer> {
  const config = new IdempotencyConfig({
    eventKeyJmesPath: 'key',
    payloadValidationJmesPath: 'request',
    throwOnNoIdempotencyKey: true,
    expiresAfterSeconds: 86_400,
    responseHook: (answer) => ({ ...(answer as unknown as Answer), status: 200 }) as ReturnType<typeof Object>,
  });
  config.registerLambdaContext({ getRemainingTimeInMillis: () => REMAINING_MS } as Context);
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName: table, awsSdkV3Client: client });
  return makeIdempotent(run, { persistenceStore, config });
}
