import {
  type ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../deadline.ts';
import type { Item } from '../ledger-item.ts';
import { type FormUpdate, text } from './expression.ts';
import { formKey, type GivenUp, givenUpItem, issuedItem, type NewForm, type Written } from './form-item.ts';
import { type FormRecord, formRecord } from './form-record.ts';
import type { OutcomeWord } from './happening.ts';
import { noteUpdate } from './money-update.ts';
import {
  acknowledgedUpdate,
  eraseUpdate,
  leaseUpdate,
  postponeUpdate,
  releasedUpdate,
  unacknowledgedUpdate,
} from './upkeep.ts';

/** What a conditional write met: it took effect, with the form as it is now; or the form as it stood instead. */
export type Outcome = { done: true; form: FormRecord } | { done: false; form?: FormRecord };

/**
 * The forms. Each method is one DynamoDB request on one item; its condition restates the guard, and a failed condition brings the item
 * back, so nobody reads before writing.
 */
export interface FormStore {
  /** Writes a form where there is none. Dies after, or the answer is lost: the replay meets its own form. */
  issue(form: NewForm, written: Written): Promise<Outcome>;
  /** Makes sure that no form will be issued under an id. */
  giveUp(given: GivenUp, written: Written): Promise<Outcome>;
  /** One transition; see `transitionUpdate`. */
  transition(formId: string, update: FormUpdate): Promise<Outcome>;
  /** A word of the acquirer under a key that moved nothing; see `noteUpdate`. */
  note(formId: string, word: OutcomeWord, at: Date): Promise<Outcome>;
  /** Customs took in the last message: it is not sent again. */
  acknowledged(formId: string, message: string, at: Date): Promise<Outcome>;
  /** Customs had a fault over the last message: it is to be sent again. */
  unacknowledged(formId: string, message: string, at: Date): Promise<Outcome>;
  /** The receipts of a form that no longer holds them were let go. */
  released(formId: string): Promise<Outcome>;
  /** Erases the traveller's data; what tax law wants stays. */
  erase(formId: string, at: Date): Promise<Outcome>;
  /** Takes a due form for a while: it is due again after it, unless something else happens. The other Region's try fails. */
  lease(formId: string, at: Date): Promise<Outcome>;
  /** Lets a form wait until a time, if it is still as it was seen. */
  postpone(form: FormRecord, until: string): Promise<Outcome>;
  /** A strong read. */
  read(formId: string): Promise<FormRecord | undefined>;
  /** Ids of forms that are due, those waiting longest first. Eventually consistent: the lease decides. */
  due(shard: string, at: Date, limit: number): Promise<string[]>;
}

async function conditional(write: () => Promise<{ Attributes?: Item | undefined }>, put?: Item): Promise<Outcome> {
  try {
    const { Attributes } = await write();
    return { done: true, form: formRecord(Attributes ?? put ?? {}) };
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    const { Item: found } = error as ConditionalCheckFailedException;
    return found ? { done: false, form: formRecord(found) } : { done: false };
  }
}

export function createFormStore(client: DynamoDBClient, table: string): FormStore {
  const put = (item: Item) =>
    untilAnswered((abortSignal) =>
      conditional(() => {
        const command = new PutItemCommand({
          TableName: table,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return client.send(command, { abortSignal });
      }, item),
    );

  const update = (formId: string, change: FormUpdate) =>
    untilAnswered((abortSignal) =>
      conditional(() => {
        const command = new UpdateItemCommand({
          TableName: table,
          Key: formKey(formId),
          ...change,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return client.send(command, { abortSignal });
      }),
    );

  return {
    issue: (form, written) => put(issuedItem(form, written)),
    giveUp: (given, written) => put(givenUpItem(given, written)),
    transition: update,
    note: (formId, word, at) => update(formId, noteUpdate(word, at)),
    acknowledged: (formId, message, at) => update(formId, acknowledgedUpdate(message, at)),
    unacknowledged: (formId, message, at) => update(formId, unacknowledgedUpdate(message, at)),
    released: (formId) => update(formId, releasedUpdate()),
    erase: (formId, at) => update(formId, eraseUpdate(at)),
    lease: (formId, at) => update(formId, leaseUpdate(at)),
    postpone: ({ formId, revision }, until) => update(formId, postponeUpdate(revision, until)),
    async read(formId) {
      const command = new GetItemCommand({ TableName: table, Key: formKey(formId), ConsistentRead: true });
      const { Item: item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      return item ? formRecord(item) : undefined;
    },
    async due(shard, at, limit) {
      const command = new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': text(shard), ':now': text(at.toISOString()) },
        Limit: limit,
      });
      const { Items = [] } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      return Items.map(({ pk }) => (pk?.S ?? '').slice('FORM#'.length));
    },
  };
}
