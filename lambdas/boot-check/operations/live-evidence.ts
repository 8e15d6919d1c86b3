import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Head } from '../../../domain/evidence/entry.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import type { Count } from '../tally.ts';
import { ifThere, type Work } from '../work.ts';

/** Compares the end of a chain of evidence with the live entry there: its hash commits to all before. */
export async function compareEvidence(work: Work, pk: string, head: Head, count: Count): Promise<void> {
  const { client, live } = work;
  if (live === undefined || head.sequence === 0) return;
  const sk = formatSequence(head.sequence);
  const command = new GetItemCommand({ TableName: live, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true });
  const answer = await ifThere(() => client.send(command));
  if (answer === undefined) {
    count.compared = false;
    return;
  }
  const hash = answer.Item?.hash?.S ?? 'absent';
  count.restored.add(`${pk} ${sk} ${head.hash}`);
  count.live.add(`${pk} ${sk} ${hash}`);
  if (hash !== head.hash)
    count.findings.add({
      law: 'live-differs',
      item: `${pk}/${sk} entry`,
      says: 'the live chain is another up to here',
    });
}
