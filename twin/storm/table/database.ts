import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { errorNamed } from './errors.ts';
import { type Index, query } from './query.ts';
import { createTable, keyOf, type Table } from './table.ts';
import { putItem, updateItem } from './write.ts';

/** Carries out one command of the SDK at once. @throws errors named as DynamoDB names them */
export type Execute = (command: unknown) => unknown;

/** The tables of the world, in memory, answering the commands of the SDK that our stores send. */
export interface Database {
  execute: Execute;
  table(name: string): Table;
}

/** @param indexes the indexes there are, by name; each holds keys only */
export function createDatabase(names: readonly string[], indexes: Readonly<Record<string, Index>> = {}): Database {
  const tables = new Map(names.map((name) => [name, createTable()]));

  function table(name: string | undefined): Table {
    const found = tables.get(name ?? '');
    if (found === undefined) throw errorNamed('ResourceNotFoundException', `no table ${name}`);
    return found;
  }

  return {
    table,
    execute(command) {
      if (command instanceof PutItemCommand) return putItem(table(command.input.TableName), command.input);
      if (command instanceof UpdateItemCommand) return updateItem(table(command.input.TableName), command.input);
      if (command instanceof GetItemCommand) {
        const item = table(command.input.TableName).get(keyOf(command.input.Key ?? {}));
        return item === undefined ? {} : { Item: item };
      }
      if (command instanceof QueryCommand) {
        const { IndexName } = command.input;
        return query(table(command.input.TableName), command.input, IndexName ? indexes[IndexName] : undefined);
      }
      throw errorNamed('UnknownOperationException', 'our stores send no such command');
    },
  };
}

/** A client of the SDK in all that our stores ask of one. */
export const clientBy = (send: (command: unknown) => Promise<unknown>): DynamoDBClient =>
  ({ send }) as unknown as DynamoDBClient;
