import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Defect } from '../../../twin/storm/schedule/schedule.ts';

/**
 * A store of which one guard always holds.
 *
 * @param where what else the condition names, to tell one update from another
 * @param table the only table that it is planted in
 */
export const holding =
  (guard: string, where = '', table?: string): Defect =>
  (command) => {
    if (!(command instanceof UpdateItemCommand || command instanceof PutItemCommand)) return command;
    const { ConditionExpression = '', TableName } = command.input;
    const isMeant = ConditionExpression.includes(guard) && ConditionExpression.includes(where);
    if (!isMeant || (table !== undefined && table !== TableName)) return command;
    const weakened = ConditionExpression.replace(guard, `(${guard} OR NOT ${guard})`);
    return Object.assign(Object.create(Object.getPrototypeOf(command)), {
      input: { ...command.input, ConditionExpression: weakened },
    });
  };
