import { deflateRawSync } from 'node:zlib';
import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { evidenceGenesis, type Head, type SealedEvidence } from '../../domain/evidence/entry.ts';
import { type KeptEntry, parseEvidence } from '../../domain/evidence/verify.ts';
import { formatSequence, LAST_SEQUENCE } from '../../domain/receipt-number.ts';
import { EVIDENCE, keptEntry } from '../shared/evidence-item.ts';
import { conditionally, type Item, patiently } from './requests.ts';

/** The chains of evidence in `operations`; each method is one request, `range` one a page. */
export interface EvidenceChain {
  /** The last entry's place and hash: a strong read. */
  head(runbook: string): Promise<Head>;
  entry(runbook: string, sequence: number): Promise<SealedEvidence | undefined>;
  /**
   * Writes an entry where the chain has none yet. Dies before: nothing. Dies after, or the answer is lost: the repeated call meets its
   * own entry.
   *
   * @returns the entry that stands there: this one, or the one that was first
   */
  put(sealed: SealedEvidence): Promise<SealedEvidence>;
  /** The entries from one sequence on, in order, as they stand: not believed yet. */
  range(runbook: string, from: number, to?: number): AsyncIterable<KeptEntry>;
}

const partition = (runbook: string): string => EVIDENCE + runbook;

const key = (runbook: string, sequence: number): Item => ({
  pk: { S: partition(runbook) },
  sk: { S: formatSequence(sequence) },
});

function sealedOf(item: Item): SealedEvidence {
  const { canonical, hash } = keptEntry(item);
  const entry = parseEvidence(canonical);
  if (entry === undefined) throw new Error(`the evidence ${item.pk?.S} ${item.sk?.S} was altered`);
  return { entry, canonical, hash, sequence: entry.sequence };
}

export function createEvidenceChain(client: DynamoDBClient, table: string): EvidenceChain {
  async function* range(runbook: string, from: number, to = LAST_SEQUENCE): AsyncGenerator<KeptEntry> {
    let start: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :chain AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':chain': { S: partition(runbook) },
          ':from': { S: formatSequence(from) },
          ':to': { S: formatSequence(to) },
        },
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      const page = await patiently((abortSignal) => client.send(command, { abortSignal }));
      yield* (page.Items ?? []).map(keptEntry);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    range,
    async head(runbook) {
      const command = new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :chain AND sk <= :last',
        ExpressionAttributeValues: {
          ':chain': { S: partition(runbook) },
          ':last': { S: formatSequence(LAST_SEQUENCE) },
        },
        ExpressionAttributeNames: { '#hash': 'hash' },
        ProjectionExpression: 'sk, #hash',
        ScanIndexForward: false,
        Limit: 1,
      });
      const { Items = [] } = await patiently((abortSignal) => client.send(command, { abortSignal }));
      const [last] = Items;
      return last === undefined ? evidenceGenesis(runbook) : { sequence: Number(last.sk?.S), hash: last.hash?.S ?? '' };
    },
    async entry(runbook, sequence) {
      const command = new GetItemCommand({ TableName: table, Key: key(runbook, sequence), ConsistentRead: true });
      const { Item: found } = await patiently((abortSignal) => client.send(command, { abortSignal }));
      return found === undefined ? undefined : sealedOf(found);
    },
    async put(sealed) {
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...key(sealed.entry.runbook, sealed.sequence),
          entry: { B: deflateRawSync(sealed.canonical) },
          hash: { S: sealed.hash },
        },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      const met = await conditionally((abortSignal) => client.send(command, { abortSignal }));
      return met.done ? sealed : sealedOf(met.item);
    },
  };
}
