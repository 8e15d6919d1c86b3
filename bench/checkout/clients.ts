import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * A client for many tills in one process. Like the deployed one it repeats nothing by itself; it waits longer, because everything shares
 * one machine here and a timeout would measure the deadline, and it has a connection per till, as a sandbox each would have.
 */
export const sharedClient = (): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5000, requestTimeout: 10_000, httpAgent: { maxSockets: 64, keepAlive: true } },
  });
