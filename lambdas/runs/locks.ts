import {
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { trafficKey } from '../shared/traffic-item.ts';
import type { Lock } from './errors.ts';
import { conditionally, type Item, patiently } from './requests.ts';

/** A lease on a runbook. Times are ISO 8601 in UTC; the clocks of two Regions differ by far less than a lease lasts. */
export interface Locks {
  /**
   * Takes the runbook where it is free, expired, or this run's already. Dies before: nothing. Dies after, or the answer is lost: the
   * repeated call meets its own run and goes on; if nobody repeats it, the lease runs out.
   *
   * @returns the holder instead, when it is somebody else's
   */
  take(runbook: string, lock: Lock): Promise<Lock | undefined>;
  /** Prolongs the lease if this run still holds it. @returns false when it does not */
  extend(runbook: string, run: string, until: string): Promise<boolean>;
  /** Lets go if this run still holds it; else nothing happens. */
  release(runbook: string, run: string): Promise<void>;
  read(runbook: string): Promise<Lock | undefined>;
}

/** Runbooks that change what Regions serve: one lock for both, in the item that they change, so that a write of a run whose lock was lost fails. */
const CHANGES_TRAFFIC: readonly string[] = ['failover', 'failback'];

const key = (runbook: string): Item =>
  CHANGES_TRAFFIC.includes(runbook) ? trafficKey : { pk: { S: `LOCK#${runbook}` }, sk: { S: 'LOCK' } };

/** @returns undefined for an item that nobody holds: items are never deleted, their members are taken away */
function lockOf(item: Item | undefined): Lock | undefined {
  if (item?.run?.S === undefined) return undefined;
  const text = (name: string): string => item[name]?.S ?? '';
  return { run: text('run'), region: text('region'), mode: text('mode'), since: text('since'), until: text('until') };
}

const NAMES = { '#run': 'run', '#until': 'until' };

export function createLocks(client: DynamoDBClient, table: string): Locks {
  const update = (runbook: string, input: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
    conditionally((abortSignal) => {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: key(runbook),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...input,
      });
      return client.send(command, { abortSignal });
    });

  async function take(runbook: string, { run, region, mode, since, until }: Lock): Promise<Lock | undefined> {
    const met = await update(runbook, {
      UpdateExpression: 'SET #run = :run, #region = :region, #mode = :mode, #since = :since, #until = :until',
      ConditionExpression: 'attribute_not_exists(#run) OR #until < :since OR #run = :run',
      ExpressionAttributeNames: { ...NAMES, '#region': 'region', '#mode': 'mode', '#since': 'since' },
      ExpressionAttributeValues: {
        ':run': { S: run },
        ':region': { S: region },
        ':mode': { S: mode },
        ':since': { S: since },
        ':until': { S: until },
      },
    });
    return met.done ? undefined : lockOf(met.item);
  }

  async function extend(runbook: string, run: string, until: string): Promise<boolean> {
    const met = await update(runbook, {
      UpdateExpression: 'SET #until = :until',
      ConditionExpression: '#run = :run',
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: { ':run': { S: run }, ':until': { S: until } },
    });
    return met.done;
  }

  async function release(runbook: string, run: string): Promise<void> {
    await update(runbook, {
      UpdateExpression: 'REMOVE #run, #until',
      ConditionExpression: '#run = :run',
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: { ':run': { S: run } },
    });
  }

  async function read(runbook: string): Promise<Lock | undefined> {
    const command = new GetItemCommand({ TableName: table, Key: key(runbook), ConsistentRead: true });
    const { Item: found } = await patiently((abortSignal) => client.send(command, { abortSignal }));
    return lockOf(found);
  }

  return { take, extend, release, read };
}
