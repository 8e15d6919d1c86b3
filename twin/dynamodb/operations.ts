import { type Json, type JsonObject, listOf, objectOf } from '../assembly/json.ts';

/** What a request asks of its table, as far as distance and faults depend on it. */
export type Kind = 'write' | 'strong-read' | 'eventual-read' | 'control';

/** A request of the DynamoDB protocol, taken apart. */
export interface Operation {
  readonly name: string;
  readonly kind: Kind;
  readonly tables: readonly string[];
  /** Items it writes, each as table and key in one text. Empty for reads. */
  readonly written: readonly string[];
  readonly body: JsonObject;
}

/** Key attribute names of the tables, to know which item a PutItem writes. */
export type KeyNames = ReadonlyMap<string, readonly string[]>;

interface Shape {
  readonly kind: (body: JsonObject) => Kind;
  readonly tables: (body: JsonObject) => string[];
  readonly written?: (body: JsonObject, keys: KeyNames) => string[];
}

const ownTable = ({ TableName }: JsonObject): string[] =>
  typeof TableName === 'string' ? [TableName.split('/').at(-1) ?? TableName] : [];
const batchTables = ({ RequestItems }: JsonObject): string[] => Object.keys(objectOf(RequestItems));
const consistent = (body: JsonObject): Kind => (body.ConsistentRead === true ? 'strong-read' : 'eventual-read');
const always = (kind: Kind) => (): Kind => kind;

const READ: Shape = { kind: consistent, tables: ownTable };
const WRITE: Shape = {
  kind: always('write'),
  tables: ownTable,
  written: (body, keys) => ownTable(body).map((table) => itemOf(table, objectOf(body.Key ?? body.Item), keys)),
};
const TRANSACTION: Shape = {
  kind: always('write'),
  tables: ({ TransactItems }) => listOf(TransactItems).flatMap(tablesOfTransactItem),
};
const STATEMENT: Shape = { kind: always('write'), tables: ({ Statement }) => tablesOfStatement(Statement ?? '') };
const CONTROL: Shape = { kind: always('control'), tables: ownTable };

const SHAPES: Readonly<Record<string, Shape>> = {
  GetItem: READ,
  Query: READ,
  Scan: READ,
  BatchGetItem: {
    kind: ({ RequestItems }) =>
      Object.values(objectOf(RequestItems)).some((item) => objectOf(item).ConsistentRead === true)
        ? 'strong-read'
        : 'eventual-read',
    tables: batchTables,
  },
  PutItem: WRITE,
  UpdateItem: WRITE,
  DeleteItem: WRITE,
  BatchWriteItem: {
    kind: always('write'),
    tables: batchTables,
    written: ({ RequestItems }, keys) =>
      Object.entries(objectOf(RequestItems)).flatMap(([table, requests]) => batchItems(table, requests, keys)),
  },
  TransactWriteItems: TRANSACTION,
  TransactGetItems: TRANSACTION,
  ExecuteStatement: STATEMENT,
  ExecuteTransaction: {
    kind: always('write'),
    tables: ({ TransactStatements }) =>
      listOf(TransactStatements).flatMap((statement) => tablesOfStatement(objectOf(statement).Statement ?? '')),
  },
};

/** Takes a request apart. Operations that are none of the above concern the table itself (`control`). */
export function operationOf(target: string, body: JsonObject, keys: KeyNames): Operation {
  const name = target.split('.').at(-1) ?? '';
  const shape = SHAPES[name] ?? CONTROL;
  return { name, kind: shape.kind(body), tables: shape.tables(body), written: shape.written?.(body, keys) ?? [], body };
}

function itemOf(table: string, attributes: JsonObject, keys: KeyNames): string {
  const names = keys.get(table) ?? Object.keys(attributes).sort();
  return JSON.stringify([table, ...names.map((name) => attributes[name] ?? null)]);
}

function batchItems(table: string, requests: Json, keys: KeyNames): string[] {
  return listOf(requests).map((request) => {
    const { PutRequest, DeleteRequest } = objectOf(request);
    return itemOf(table, objectOf(objectOf(PutRequest).Item ?? objectOf(DeleteRequest).Key), keys);
  });
}

function tablesOfTransactItem(item: Json): string[] {
  return Object.values(objectOf(item)).flatMap((action) => ownTable(objectOf(action)));
}

function tablesOfStatement(statement: Json): string[] {
  return [...String(statement).matchAll(/\b(?:from|into|update)\s+"?([\w.-]+)"?/gi)].map(([, table]) => table ?? '');
}
