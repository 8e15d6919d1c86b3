import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Defect } from '../../../twin/storm/schedule/schedule.ts';

/**
 * A store that asks for something else than a guard does.
 *
 * @param where what else the condition names, to tell one update from another
 * @param table the only table that it is planted in
 */
export const asking =
  (other: string, guard: string, where = '', table?: string): Defect =>
  (command) => {
    if (!(command instanceof UpdateItemCommand || command instanceof PutItemCommand)) return command;
    const { ConditionExpression = '', TableName } = command.input;
    const isMeant = ConditionExpression.includes(guard) && ConditionExpression.includes(where);
    if (!isMeant || (table !== undefined && table !== TableName)) return command;
    const weakened = ConditionExpression.replace(guard, other);
    return Object.assign(Object.create(Object.getPrototypeOf(command)), {
      input: { ...command.input, ConditionExpression: weakened },
    });
  };

/** A store of which one guard always holds. */
export const holding = (guard: string, where?: string, table?: string): Defect =>
  asking(`(${guard} OR NOT ${guard})`, guard, where, table);

/** A store that does not hold what the acquirer says against the try it names. */
export const blindToAmounts: Defect = (command) => {
  if (!(command instanceof UpdateItemCommand)) return command;
  const { ConditionExpression = '' } = command.input;
  const weakened = ConditionExpression.replace(/ AND (#attempts\.\S+\.#amount = :v\d+)/, ' AND ($1 OR NOT $1)');
  if (weakened === ConditionExpression) return command;
  return Object.assign(Object.create(Object.getPrototypeOf(command)), {
    input: { ...command.input, ConditionExpression: weakened },
  });
};

/** A store that writes a reversal down as if the money still stood with the card. */
export const deafToReversals: Defect = (command) => {
  if (!(command instanceof UpdateItemCommand)) return command;
  const { UpdateExpression = '', ExpressionAttributeValues = {} } = command.input;
  if (!UpdateExpression.includes('#reversedAt')) return command;
  const values = Object.entries(ExpressionAttributeValues).map(([name, value]) => [
    name,
    value.S === 'reversed' ? { S: 'done' } : value,
  ]);
  return Object.assign(Object.create(Object.getPrototypeOf(command)), {
    input: { ...command.input, ExpressionAttributeValues: Object.fromEntries(values) },
  });
};
