import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Item, patiently } from './requests.ts';

/** A run's report as it is kept. */
export interface KeptReport {
  readonly html: string;
  /** Canonical JSON. */
  readonly json: string;
}

/** The reports of runs. A report follows from the evidence alone, so writing it again writes the same. */
export interface Reports {
  keep(runbook: string, run: string, report: KeptReport): Promise<void>;
  read(runbook: string, run: string): Promise<KeptReport | undefined>;
}

const key = (runbook: string, run: string): Item => ({ pk: { S: `RUN#${runbook}` }, sk: { S: `REPORT#${run}` } });

export const createReports = (client: DynamoDBClient, table: string): Reports => ({
  async keep(runbook, run, { html, json }) {
    const command = new PutItemCommand({
      TableName: table,
      Item: { ...key(runbook, run), html: { B: deflateRawSync(html) }, json: { B: deflateRawSync(json) } },
    });
    await patiently((abortSignal) => client.send(command, { abortSignal }));
  },
  async read(runbook, run) {
    const command = new GetItemCommand({ TableName: table, Key: key(runbook, run), ConsistentRead: true });
    const { Item: found } = await patiently((abortSignal) => client.send(command, { abortSignal }));
    if (found === undefined) return undefined;
    const text = (name: string): string => inflateRawSync(found[name]?.B ?? new Uint8Array()).toString();
    return { html: text('html'), json: text('json') };
  },
});
