import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How long a till is kept waiting for one attempt at a service of the Region. */
export const IMPATIENT = { connectionTimeout: 300, requestTimeout: 700, throwOnRequestTimeout: true };

/**
 * The DynamoDB client of every function. It never repeats a request by itself: `untilAnswered` does, inside the deadline, so that the
 * number of requests and what became of them stay known.
 */
export const dynamoDBClient = (): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: IMPATIENT,
  });
