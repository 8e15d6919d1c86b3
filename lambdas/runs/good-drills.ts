import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { EvidenceEntry } from '../../domain/evidence/entry.ts';
import { conditionally, type Item, patiently } from './requests.ts';

/** A drill that ended well, by its place in the chain. */
export interface GoodDrill {
  readonly run: string;
  readonly version: string;
  readonly time: string;
  readonly sequence: number;
  readonly hash: string;
}

/** The last good drill of each runbook: a pointer into the chain, so that nobody looks through it. */
export interface GoodDrills {
  /** Keeps it unless a later one is kept already; the repeated call changes nothing. */
  keep(runbook: string, drill: GoodDrill): Promise<void>;
  last(runbook: string): Promise<GoodDrill | undefined>;
}

/** Whether an entry is the end of a drill that went well: a late one did not. */
export const isGoodDrill = ({ at, content }: EvidenceEntry): boolean =>
  at === 'end' && content.mode === 'drill' && content.verdict === 'good';

const key = (runbook: string): Item => ({ pk: { S: `RUN#${runbook}` }, sk: { S: 'GOOD-DRILL' } });

export const createGoodDrills = (client: DynamoDBClient, table: string): GoodDrills => ({
  async keep(runbook, { run, version, time, sequence, hash }) {
    const command = new PutItemCommand({
      TableName: table,
      Item: {
        ...key(runbook),
        run: { S: run },
        version: { S: version },
        time: { S: time },
        sequence: { N: String(sequence) },
        hash: { S: hash },
      },
      ConditionExpression: 'attribute_not_exists(pk) OR #sequence < :sequence',
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':sequence': { N: String(sequence) } },
    });
    await conditionally((abortSignal) => client.send(command, { abortSignal }));
  },
  async last(runbook) {
    const command = new GetItemCommand({ TableName: table, Key: key(runbook), ConsistentRead: true });
    const { Item: found } = await patiently((abortSignal) => client.send(command, { abortSignal }));
    if (found === undefined) return undefined;
    const text = (name: string): string => found[name]?.S ?? '';
    return {
      run: text('run'),
      version: text('version'),
      time: text('time'),
      sequence: Number(found.sequence?.N),
      hash: text('hash'),
    };
  },
});
