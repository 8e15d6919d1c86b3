import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../shared/deadline.ts';
import type { Item } from '../shared/ledger-item.ts';

/** A run as it is kept for the trend. */
export interface KeptRun {
  readonly run: string;
  readonly mode: string;
  readonly version: string;
  readonly started_at: string;
  readonly verdict: string;
  readonly rto_s: number | null;
  readonly machine_s: number;
  /** `null` when nobody could count. */
  readonly rpo_receipts: number | null;
}

/** What the evacuation function writes into `operations`. Each method is one request. */
export interface Notes {
  /** Says which version of the failover a Region has. */
  present(region: string, version: string, at: string): Promise<void>;
  /** The version of the failover that a Region said it has; undefined when it never said one. */
  version(region: string): Promise<string | undefined>;
  /** Keeps a question. The last token counts: Step Functions gives every attempt its own. */
  ask(
    run: string,
    question: { token: string; region: string; asked_at: string; until: string; evidence: string },
  ): Promise<void>;
  /** Keeps a run; writing it again writes the same. */
  keep(runbook: string, run: KeptRun): Promise<void>;
  /** The last runs, the newest first. */
  last(runbook: string, count: number): Promise<KeptRun[]>;
  /** Adds what was counted afterwards; the first count stands. */
  count(runbook: string, run: KeptRun, counted: { acknowledged: number; missing: readonly string[] }): Promise<void>;
}

const definitionKey = (region: string) => ({ pk: { S: `DEFINITION#${region}` }, sk: { S: 'failover' } });
const drillKey = (runbook: string, { started_at, run }: Pick<KeptRun, 'started_at' | 'run'>) => ({
  pk: { S: `DRILL#${runbook}` },
  sk: { S: `${started_at}#${run}` },
});

/** A run whose receipts were counted afterwards and are not all there was not good, whatever its machine found. */
function keptRun({ content, counted }: Item): KeptRun {
  const run = JSON.parse(content?.S ?? '{}') as KeptRun;
  if (counted?.S === undefined) return run;
  const { missing } = JSON.parse(counted.S) as { missing: readonly string[] };
  return { ...run, rpo_receipts: missing.length, ...(missing.length > 0 ? { verdict: 'receipts-missing' } : {}) };
}

export const createNotes = (client: DynamoDBClient, TableName: string): Notes => ({
  async present(region, version, at) {
    const command = new PutItemCommand({
      TableName,
      Item: { ...definitionKey(region), version: { S: version }, at: { S: at } },
    });
    await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
  },
  async version(region) {
    const command = new GetItemCommand({ TableName, Key: definitionKey(region), ConsistentRead: true });
    return (await untilAnswered((abortSignal) => client.send(command, { abortSignal }))).Item?.version?.S;
  },
  async ask(run, { token, region, asked_at, until, evidence }) {
    const members = { runbook: 'failover', token, region, asked_at, until, evidence };
    const texts = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { S: value }]));
    const command = new PutItemCommand({
      TableName,
      Item: { pk: { S: `APPROVAL#${run}` }, sk: { S: 'APPROVAL' }, ...texts },
    });
    await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
  },
  async keep(runbook, run) {
    const command = new UpdateItemCommand({
      TableName,
      Key: drillKey(runbook, run),
      UpdateExpression: 'SET content = :content',
      ExpressionAttributeValues: { ':content': { S: JSON.stringify(run) } },
    });
    await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
  },
  async last(runbook, count) {
    const command = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `DRILL#${runbook}` } },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: count,
    });
    const { Items = [] } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    return Items.map(keptRun);
  },
  async count(runbook, run, counted) {
    const command = new UpdateItemCommand({
      TableName,
      Key: drillKey(runbook, run),
      UpdateExpression: 'SET counted = if_not_exists(counted, :counted)',
      ExpressionAttributeValues: { ':counted': { S: JSON.stringify(counted) } },
    });
    await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
  },
});
