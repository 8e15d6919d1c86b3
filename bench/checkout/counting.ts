import type { AttributeValue, DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { writeUnits } from './item-size.ts';

/** What went out to the database since the last look. */
export interface Count {
  /** Names of the commands in order, one for each attempt that was sent. */
  requests: string[];
  /** Write units consumed, and read units beside them, which must stay zero. */
  write_units: number;
  read_units: number;
}

const nothing = (): Count => ({ requests: [], write_units: 0, read_units: 0 });

/** A failed condition is charged by the size of the item that stands there, and DynamoDB does not report it. */
const unitsOfFailure = (error: unknown): number => {
  const { name, Item } = error as Error & { Item?: Record<string, AttributeValue> };
  return name === 'ConditionalCheckFailedException' && Item ? writeUnits(Item) : 0;
};

/**
 * A transaction costs two units for each KB of each item (developer guide, "Capacity unit consumption for writes"). DynamoDB Local says 12
 * where that rule says 6, so the rule is applied here; an update is of the till's head, which is far below 1 KB.
 */
const unitsOfTransaction = (items: readonly TransactWriteItem[]): number =>
  items.reduce((sum, { Put }) => sum + 2 * (Put?.Item ? writeUnits(Put.Item) : 1), 0);

function unitsOfSuccess(input: object, output: object): number {
  if ('TransactItems' in input) return unitsOfTransaction(input.TransactItems as TransactWriteItem[]);
  return (output as { ConsumedCapacity?: { CapacityUnits?: number } }).ConsumedCapacity?.CapacityUnits ?? 0;
}

/** Counts at the SDK client what is sent, and the units that DynamoDB says it consumed. @returns takes the count and starts anew */
export function countRequests(client: DynamoDBClient): () => Count {
  let count = nothing();
  client.middlewareStack.add(
    (next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }),
    { step: 'initialize', name: 'askForUnits' },
  );
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        count.requests.push(commandName.replace(/Command$/, ''));
        const units = /^(Get|Query|Scan|BatchGet|TransactGet)/.test(commandName) ? 'read_units' : 'write_units';
        try {
          const result = await next(args);
          count[units] += unitsOfSuccess(args.input, result.output);
          return result;
        } catch (error) {
          count.write_units += unitsOfFailure(error);
          throw error;
        }
      },
    { step: 'finalizeRequest', name: 'countAttempts', priority: 'low' },
  );
  return () => {
    const counted = count;
    count = nothing();
    return counted;
  };
}
