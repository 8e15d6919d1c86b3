import {
  type ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ClonePlan } from '../plan/clone-plan.ts';
import { CloneRefused } from '../refused.ts';
import {
  type Change,
  forgetKeyChange,
  type Holder,
  keepKeyChange,
  markChange,
  ofRegionFilter,
  resumeChange,
} from './changes.ts';
import { type CloneRecord, cloneKey, cloneRecord, type Item, plannedItem } from './record.ts';
import type { CloneState } from './state.ts';

/** The clones of an environment. Each method is one conditional request; its replay is answered from what stands there. */
export interface Clones {
  /** Takes the name. @throws CloneRefused NameTaken when a clone of that name exists, unless this very run made it */
  plan(plan: ClonePlan, run: string): Promise<CloneRecord>;
  /** Takes a broken clone over, to finish it. @throws CloneRefused WrongState */
  resume(name: string, holder: Required<Holder>): Promise<CloneRecord>;
  /** One step of its life. @throws CloneRefused WrongState */
  mark(name: string, to: CloneState, holder: Holder, url?: string): Promise<CloneRecord>;
  /** Keeps the sealed key of its pseudonyms, unless there is one. @throws CloneRefused WrongState */
  keepMaskingKey(name: string, run: string, sealed: Uint8Array): Promise<void>;
  /** Throws that key away and notes how many items were rewritten. @throws CloneRefused WrongState */
  forgetMaskingKey(name: string, run: string, rewritten: number): Promise<void>;
  read(name: string): Promise<(CloneRecord & { maskingKey?: Uint8Array }) | undefined>;
  /** All clones of a Region, removed ones too. A scan, once a day. */
  ofRegion(region: string): Promise<CloneRecord[]>;
}

/** Takes effect, with the item as it is now; or is refused, with the item as it stood. */
async function conditional(write: () => Promise<Item>): Promise<{ done: boolean; found?: CloneRecord }> {
  try {
    return { done: true, found: cloneRecord(await write()) };
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    const { Item: found } = error as ConditionalCheckFailedException;
    return found ? { done: false, found: cloneRecord(found) } : { done: false };
  }
}

const wrongState = (name: string, what: string, found: CloneRecord | undefined): CloneRefused =>
  new CloneRefused(
    'WrongState',
    found === undefined
      ? `there is no clone ${name}`
      : `${name} is ${found.state} in the hands of ${found.run}: it cannot be ${what} now`,
  );

async function read(client: DynamoDBClient, table: string, name: string) {
  const command = new GetItemCommand({ TableName: table, Key: cloneKey(name), ConsistentRead: true });
  const { Item: item } = await client.send(command);
  if (item === undefined) return undefined;
  return { ...cloneRecord(item), ...(item.maskingKey?.B ? { maskingKey: item.maskingKey.B } : {}) };
}

function put(client: DynamoDBClient, table: string, item: Item) {
  const command = new PutItemCommand({
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk) OR #state = :removed',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':removed': { S: 'removed' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return conditional(async () => {
    await client.send(command);
    return item;
  });
}

function update(client: DynamoDBClient, table: string, name: string, change: Change) {
  const command = new UpdateItemCommand({
    TableName: table,
    Key: cloneKey(name),
    ...change,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return conditional(async () => (await client.send(command)).Attributes ?? {});
}

export const createClones = (client: DynamoDBClient, table: string, now: () => Date): Clones => ({
  read: (name) => read(client, table, name),
  async plan(plan, run) {
    const { done, found } = await put(client, table, plannedItem(plan, run, now()));
    if (found !== undefined && (done || found.run === run)) return found;
    throw new CloneRefused('NameTaken', `a clone ${plan.name} exists and is ${found?.state}: choose another name`);
  },
  async resume(name, holder) {
    const { done, found } = await update(client, table, name, resumeChange(holder));
    if (found !== undefined && (done || found.run === holder.run)) return found;
    throw wrongState(name, 'finished', found);
  },
  async mark(name, to, holder, url) {
    const { done, found } = await update(client, table, name, markChange(to, holder, now(), url));
    if (found !== undefined && (done || (found.state === to && found.run === holder.run))) return found;
    throw wrongState(name, to, found);
  },
  async keepMaskingKey(name, run, sealed) {
    const { done, found } = await update(client, table, name, keepKeyChange(run, sealed));
    if (!done) throw wrongState(name, 'masked', found);
  },
  async forgetMaskingKey(name, run, rewritten) {
    const { done, found } = await update(client, table, name, forgetKeyChange(run, rewritten));
    if (!done && found?.run !== run) throw wrongState(name, 'masked', found);
  },
  async ofRegion(region) {
    const records: CloneRecord[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ...ofRegionFilter(region) }))
      records.push(...Items.map(cloneRecord));
    return records;
  },
});
