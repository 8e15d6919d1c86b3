import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type JsonObject, listOf, objectOf } from '../../assembly/json.ts';
import { answerOf, type DynamoDbError, tableNotFound, validation } from '../errors.ts';
import type { Answer, Forwarder } from '../forward.ts';
import type { Operation } from '../operations.ts';
import { arnOf, asAws, asLocal } from './arns.ts';
import { describedTable, settingsIn, withoutSettings } from './description.ts';
import { SETTINGS_OPERATIONS } from './operations.ts';
import type { SettingsStore } from './store.ts';

const NOT_FOUND = 'Requested resource not found';
const DESCRIBED: readonly string[] = ['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable'];

interface Sent {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** DynamoDB of one Region as AWS shows it: DynamoDB Local, with the settings that it does not keep. */
export class SettingsFront {
  readonly #region: string;
  readonly #store: SettingsStore;
  readonly #database: Forwarder;

  constructor(region: string, store: SettingsStore, database: Forwarder) {
    this.#region = region;
    this.#store = store;
    this.#database = database;
  }

  /** Answers a request, from DynamoDB Local as far as that knows. */
  async carry(sent: Sent): Promise<Answer<Buffer | Readable>> {
    const { operation, path, headers, body } = sent;
    const table = tableOf(operation);
    const elsewhere = operation.tables.find((name) => !this.#store.isIn(this.#region, name));
    if (operation.name !== 'CreateTable' && elsewhere !== undefined) return answerOf(tableNotFound(NOT_FOUND));
    if (operation.kind !== 'control') return this.#database.pass(path, headers, body);
    if (SETTINGS_OPERATIONS[operation.name]) return this.#settings(sent, table);
    if (operation.name === 'DeleteTable' && this.#store.get(this.#region, table).deletionProtection)
      return answerOf(protectedTable());
    if (operation.name === 'CreateTable') return this.#create(sent, table);
    if (operation.name === 'UpdateTable') return this.#update(sent, table);
    const answer = await this.#local(sent, operation.body);
    if (operation.name === 'DeleteTable' && answer.status === 200) this.#store.forget(table);
    return operation.name === 'ListTables' ? this.#ownTables(answer) : this.#described(answer, operation.name, table);
  }

  async #settings(sent: Sent, table: string): Promise<Answer> {
    const { operation } = sent;
    const described = await this.#local(sent, { TableName: table }, 'DescribeTable');
    const arn = operation.body.ResourceArn;
    const isOurs = arn === undefined || String(arn).startsWith(arnOf(this.#region, table));
    if (described.status !== 200 || !isOurs || !this.#store.isIn(this.#region, table))
      return answerOf(tableNotFound(`${NOT_FOUND}: Table: ${table} not found`));
    const local = objectOf(objectOf(JSON.parse(described.body.toString('utf8'))).Table);
    const { CreationDateTime } = describedTable(local, this.#store, this.#region, table);
    const answer = SETTINGS_OPERATIONS[operation.name]?.({
      store: this.#store,
      region: this.#region,
      table,
      body: operation.body,
      made: Number(CreationDateTime),
    });
    return isError(answer) ? answerOf(answer) : answered(answer ?? {});
  }

  async #create(sent: Sent, table: string): Promise<Answer> {
    const { body } = sent.operation;
    const answer = await this.#local(sent, withoutSettings(body));
    if (answer.status === 200) this.#store.change(this.#region, table, settingsIn(body));
    return this.#described(answer, 'CreateTable', table);
  }

  /** DynamoDB Local refuses an update that changes nothing, and what only the store keeps is nothing to it. */
  async #update(sent: Sent, table: string): Promise<Answer> {
    const { body } = sent.operation;
    const rest = withoutSettings(body);
    if (rest.ReplicaUpdates) return answerOf(validation('The twin cannot change the replicas of a table'));
    const isOurs = Object.keys(rest).every((name) => name === 'TableName');
    const answer = await this.#local(sent, rest, isOurs ? 'DescribeTable' : 'UpdateTable');
    if (answer.status === 200) this.#store.change(this.#region, table, settingsIn(body));
    return this.#described(answer, isOurs ? 'DescribeTable' : 'UpdateTable', table, 'TableDescription');
  }

  async #local({ path, headers }: Sent, body: JsonObject, name?: string): Promise<Answer> {
    const bytes = Buffer.from(asLocal(JSON.stringify(body), this.#region));
    const target = name === undefined ? {} : { 'x-amz-target': `DynamoDB_20120810.${name}` };
    const answer = await this.#database.forward(
      path,
      { ...headers, ...target, 'content-length': String(bytes.length) },
      bytes,
    );
    return rewritten(answer, asAws(answer.body.toString('utf8'), this.#region));
  }

  #described(
    answer: Answer,
    name: string,
    table: string,
    as = name === 'DescribeTable' ? 'Table' : 'TableDescription',
  ): Answer {
    if (answer.status !== 200 || !DESCRIBED.includes(name)) return answer;
    const said = objectOf(JSON.parse(answer.body.toString('utf8')));
    const description = objectOf(said.Table ?? said.TableDescription);
    const whole = describedTable(description, this.#store, this.#region, table);
    return rewritten(answer, JSON.stringify({ [as]: whole }));
  }

  #ownTables(answer: Answer): Answer {
    if (answer.status !== 200) return answer;
    const said = objectOf(JSON.parse(answer.body.toString('utf8')));
    const own = listOf(said.TableNames).filter((name) => this.#store.isIn(this.#region, String(name)));
    return rewritten(answer, JSON.stringify({ ...said, TableNames: own }));
  }
}

/** Requests name a table by name or by ARN. */
function tableOf({ tables: [table], body }: Operation): string {
  return table ?? String(body.ResourceArn ?? '').split('/')[1] ?? '';
}

const isError = (answer: JsonObject | DynamoDbError | undefined): answer is DynamoDbError =>
  typeof answer?.type === 'string' && typeof answer.status === 'number';

const protectedTable = (): DynamoDbError =>
  validation(
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  );

const answered = (body: JsonObject): Answer =>
  rewritten(
    { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.alloc(0) },
    JSON.stringify(body),
  );

/** Another text needs another length, and the checksum that some clients look at is no longer right. */
function rewritten({ status, headers }: Answer, text: string): Answer {
  const { 'x-amz-crc32': _, ...rest } = headers;
  const body = Buffer.from(text);
  return { status, headers: { ...rest, 'content-length': body.length }, body };
}
