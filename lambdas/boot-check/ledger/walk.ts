import { setImmediate as turn } from 'node:timers/promises';
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { FindKey } from '../../../domain/chain/token.ts';
import { ChainWalk, type WalkStart } from '../../../domain/laws/chain-walk.ts';
import { goodsFindings } from '../../../domain/laws/goods.ts';
import type { Closing } from '../../../domain/laws/sums.ts';
import { questionsOf } from '../../../domain/laws/witnesses.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { chainPartition, entryKey, isVacated, storedEntry } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import { type WireItem, type WirePage, wirePage } from '../tables/wire.ts';
import type { Count } from '../tally.ts';
import type { Work } from '../work.ts';
import { compareEnd } from './live-end.ts';
import { signedOf } from './signed.ts';
import type { Stretch } from './stretch.ts';
import type { createWitnesses } from './witnesses.ts';

const FIRST_KEY = ' ';
const BEHIND_SEQUENCES = '~';
/** What makes of a sort key the very next one. A range of its own for each page: DynamoDB Local goes through all before a start key. */
const NEXT = '\u0000';
/** Some 400 KB: little memory, soon there. */
const PAGE_ENTRIES = 500;

/** After so many entries the event loop has a turn, so that the next page is asked for and read meanwhile. */
const TURN_ENTRIES = 30;

/** The pages of a stretch in order; the next is fetched while one is walked, so that two are in memory at most. */
async function* pages({ client, table }: Work, { store, till, from, below }: Stretch): AsyncGenerator<WireItem[]> {
  // Between two sequences nothing sorts but what is no sequence, and that belongs to the stretch before.
  const to = below === 0 ? BEHIND_SEQUENCES : `${formatSequence(below - 1)}~`;
  const fetch = (first: string): Promise<WirePage> => {
    const command = new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      Limit: PAGE_ENTRIES,
      KeyConditionExpression: 'pk = :chain AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':chain': { S: chainPartition(store, till) },
        ':from': { S: first },
        ':to': { S: to },
      },
    });
    return wirePage(client, command);
  };
  let coming = fetch(from === 1 ? FIRST_KEY : formatSequence(from));
  while (true) {
    const { Items, LastEvaluatedKey } = await coming;
    const last = LastEvaluatedKey?.sk?.S ?? to;
    if (last === to) return yield Items;
    coming = fetch(`${last}${NEXT}`);
    coming.catch(() => {});
    yield Items;
  }
}

/** What a walk builds on: the closing before its stretch, which the stretch before checks. */
async function startOf({ client, table }: Work, { store, till, from }: Stretch): Promise<WalkStart> {
  if (from === 1) return { store, till };
  const Key = entryKey({ store, till, sequence: from - 1 });
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  const { entry, token } = storedEntry(Item ?? {});
  if (entry.kind !== 'closing')
    throw new Error(`${store}/${till}: a stretch begins behind ${from - 1}, which is no closing`);
  return { store, till, after: { entry: entry as Entry & Closing, token } };
}

export interface Walker {
  work: Work;
  findKey: FindKey;
  witnesses: ReturnType<typeof createWitnesses>;
  count: Count;
}

/** Walks one stretch: chain, sums, what happened to each receipt since, and at the end of a chain the live one beside it. */
export async function walkStretch(stretch: Stretch, { work, findKey, witnesses, count }: Walker): Promise<void> {
  const { store, till, from, below } = stretch;
  if (from === 0) return compareEnd(work, { store, till, sequence: 0, link: '' }, count);
  const walk = new ChainWalk(await startOf(work, stretch), findKey);
  for await (const items of pages(work, stretch))
    for (const item of items) {
      count.items++;
      if (count.items % TURN_ENTRIES === 0) await turn();
      if (isVacated(item)) continue;
      const sk = item.sk?.S ?? '';
      if (!/^\d{8}$/.test(sk)) {
        const says = 'a chain holds entries only, each under its sequence';
        count.findings.add({ law: 'item-unknown', item: `${chainPartition(store, till)}/${sk}`, says });
        continue;
      }
      count.entries++;
      const { found, walked } = walk.accept({ sequence: Number(sk), ...signedOf(item) });
      count.findings.add(...found);
      if (walked === undefined) continue;
      const marks = marksOf(item);
      count.findings.add(...goodsFindings(walked.entry, marks));
      const questions = questionsOf(walked.entry, marks, work.taken_at);
      if (questions.length > 0) await witnesses.ask(questions);
    }
  count.findings.add(...walk.finish());
  const { sequence, link } = walk.head();
  if (below === 0) await compareEnd(work, { store, till, sequence, link }, count);
}
