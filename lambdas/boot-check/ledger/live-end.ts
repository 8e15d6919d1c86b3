import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../../../domain/canonical.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { isBefore } from '../../../domain/laws/finding.ts';
import { formatReceiptNumber, formatSequence } from '../../../domain/receipt-number.ts';
import { chainPartition, type Item, storedEntry } from '../../shared/ledger-item.ts';
import type { Count } from '../tally.ts';
import { ifThere, type Work } from '../work.ts';

/** The store that `serve` sells in: it is in restored tables only. */
export const BOOT_CHECK_STORE = 'BOOTCHECK';

/** Where the restored chain of a till ends, by the hash of its last token: it commits to every entry before. */
export interface RestoredEnd {
  store: string;
  till: string;
  /** 0 for a chain without entries. */
  sequence: number;
  link: string;
}

function readable(item: Item | undefined): { entry: Entry; token: string } | undefined {
  try {
    return item === undefined ? undefined : storedEntry(item);
  } catch {
    return undefined;
  }
}

/** The live entry at the restored end, and the one after it: one request. */
async function liveEntries({ client }: Work, live: string, { store, till, sequence }: RestoredEnd): Promise<Item[]> {
  const command = new QueryCommand({
    TableName: live,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :chain AND sk >= :end',
    ExpressionAttributeValues: {
      ':chain': { S: chainPartition(store, till) },
      ':end': { S: formatSequence(Math.max(sequence, 1)) },
    },
    Limit: 2,
  });
  return (await client.send(command)).Items ?? [];
}

/**
 * Compares where a restored chain ends with the live one. As each token commits to all that is linked below it, one live entry a till says
 * whether both copies hold the same entries up to there, and the next one whether the backup should have held more.
 */
export async function compareEnd(work: Work, end: RestoredEnd, count: Count): Promise<void> {
  const { live, taken_at } = work;
  if (live === undefined || end.store === BOOT_CHECK_STORE) return;
  const items = await ifThere(() => liveEntries(work, live, end));
  if (items === undefined) {
    count.compared = false;
    return;
  }
  const entries = items.map(readable);
  const fact = (link: string): string => `${chainPartition(end.store, end.till)} ${end.sequence} ${link}`;
  const same = entries.find((found) => found?.entry.sequence === end.sequence);
  if (end.sequence > 0) {
    count.restored.add(fact(end.link));
    count.live.add(fact(same === undefined ? 'absent' : sha256(same.token)));
  }
  if (end.sequence > 0 && (same === undefined || sha256(same.token) !== end.link)) {
    const says = same === undefined ? 'the live table does not have it' : 'the live table has another chain up to here';
    count.findings.add({ law: 'live-differs', item: `${formatReceiptNumber(end)} entry`, says });
  }
  const next = entries.find((found) => (found?.entry.sequence ?? 0) > end.sequence);
  if (next === undefined || !isBefore(next.entry.recordedAt, taken_at)) return;
  const item = `${formatReceiptNumber({ ...end, sequence: end.sequence + 1 })} entry`;
  const says = `the live table recorded it at ${next.entry.recordedAt}, before the backup, which ends without it`;
  count.findings.add({ law: 'entry-absent', item, says });
}
