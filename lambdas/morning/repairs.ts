import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../shared/deadline.ts';
import { isOfRepair, type Place, restoredPrefix } from './place.ts';
import type { Tables } from './tables.ts';

/** Whether a repair is at work, in whatever Region: it holds the lease of its runbook, which `lambdas/runs` keeps. */
export type RepairAtWork = () => Promise<boolean>;

/** A read that dies or is lost changes nothing; each call is one strongly consistent read. */
export const repairAtWork =
  (client: DynamoDBClient, TableName: string, now: () => Date): RepairAtWork =>
  async () => {
    const Key = { pk: { S: 'LOCK#repair-ledger' }, sk: { S: 'LOCK' } };
    const command = new GetItemCommand({ TableName, Key, ConsistentRead: true });
    const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    return Item?.run !== undefined && (Item.until?.S ?? '') > now().toISOString();
  };

/**
 * Restored tables but those of a repair that is at work. Tables are listed before the lease is read: a repair takes its lease before it restores
 * anything, so whatever was listed while nobody holds it is of a dead one.
 */
export async function restoredTables(place: Place, tables: Tables, isAtWork: RepairAtWork): Promise<string[]> {
  const all = await tables.beginningWith(restoredPrefix(place));
  if (!all.some((table) => isOfRepair(place, table)) || !(await isAtWork())) return all;
  return all.filter((table) => !isOfRepair(place, table));
}
