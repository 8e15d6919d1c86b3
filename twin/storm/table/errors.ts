import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Item } from './value.ts';

/** Refusals are made by the ten thousand, and nobody asks where they were made. */
function withoutStack<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const made = make();
  Error.stackTraceLimit = stackTraceLimit;
  return made;
}

/** An error of DynamoDB by its name, as its client throws it. */
export const errorNamed = (name: string, message: string = name): Error =>
  Object.assign(
    withoutStack(() => new Error(message)),
    { name },
  );

/** A request that DynamoDB can never carry out: a fault of the program. */
export const validation = (message: string): Error => errorNamed('ValidationException', message);

/** The condition does not hold; with the item as it stands where the request asks for it. */
export const conditionFailed = (found: Item | undefined): ConditionalCheckFailedException =>
  withoutStack(
    () =>
      new ConditionalCheckFailedException({
        message: 'The conditional request failed',
        $metadata: {},
        ...(found === undefined ? {} : { Item: found }),
      }),
  );
