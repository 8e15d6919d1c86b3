import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { createEvidenceVerifier, FAULT_SAYS } from '../../../domain/evidence/verify.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { EVIDENCE, keptEntry } from '../../shared/evidence-item.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import { compareAbsentItems } from '../absent.ts';
import { Count } from '../tally.ts';
import type { Work } from '../work.ts';
import { compareEvidence } from './live-evidence.ts';
import { operationsThereSince } from './there-since.ts';

async function* itemsOf({ client, table }: Work, pk: string): AsyncGenerator<Item> {
  const input = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
  for await (const { Items = [] } of paginateQuery({ client }, input)) yield* Items;
}

/** The chain of evidence of one runbook: the first entry that is not as it was written is named, and the rest says nothing. */
async function checkEvidence(work: Work, pk: string, count: Count): Promise<void> {
  const verifier = createEvidenceVerifier(pk.slice(EVIDENCE.length));
  let isRight = true;
  for await (const item of itemsOf(work, pk)) {
    count.items++;
    count.entries++;
    const fault = isRight ? verifier.accept(keptEntry(item)) : undefined;
    if (fault === undefined) continue;
    isRight = false;
    const named = `${pk}/${formatSequence(fault.sequence)}`;
    count.findings.add({ law: `evidence-${fault.fault}`, item: `${named} entry`, says: FAULT_SAYS[fault.fault] });
  }
  if (isRight) await compareEvidence(work, pk, verifier.head(), count);
}

/**
 * Evidence is verified, and everything is looked for that was there when the backup was taken: the traffic item, the evidence up to its end,
 * mornings, reports, approvals, clones.
 */
export async function checkOperations(work: Work): Promise<Count> {
  const count = new Count();
  count.compared = work.live !== undefined;
  for (const pk of await partitions(work.client, work.table)) {
    if (pk.startsWith(EVIDENCE)) await checkEvidence(work, pk, count);
    else for await (const _ of itemsOf(work, pk)) count.items++;
  }
  await compareAbsentItems(work, count, await operationsThereSince(work));
  return count;
}
