import { Failure } from '../failure.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Call, Tasks } from './call.ts';
import { httpMetadata } from './metadata.ts';
import { namedFailure } from './named-failure.ts';

/** `aws-sdk:<service>:<action>`: the answer is the result. */
export async function callSdk(tasks: Tasks, { resource: { service, action }, arguments: input }: Call): Promise<Json> {
  try {
    return (await tasks.callService(service, action, argumentsOf(input))) ?? {};
  } catch (error) {
    throw namedFailure(error, ({ message }) => message);
  }
}

/** `dynamodb:<action>`: as through the SDK, with metadata, and errors called `DynamoDB.…` instead of `DynamoDb.…`. */
export async function callItemAction(tasks: Tasks, call: Call): Promise<Json> {
  try {
    return { ...((await callSdk(tasks, call)) as JsonObject), ...httpMetadata(call.id) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.error?.replace(/^DynamoDb\./, 'DynamoDB.'), error.reason);
  }
}

function argumentsOf(input: Json): JsonObject {
  if (isObject(input)) return input;
  throw new Failure('States.Runtime', 'The arguments of an AWS service are a JSON object');
}
