import type { TestProject } from 'vitest/node';
import { startLocalDynamoDb } from '../../twin/dynamodb/local.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where DynamoDB Local answers during this run. */
    dynamodb: string;
  }
}

/** Starts Amazon's DynamoDB Local once for all tests of handlers, and stops it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { endpoint, stop } = await startLocalDynamoDb();
  project.provide('dynamodb', endpoint);
  return stop;
}
