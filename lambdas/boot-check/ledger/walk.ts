import { setImmediate as turn } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { FindKey } from '../../../domain/chain/token.ts';
import { ChainWalk, type WalkStart } from '../../../domain/laws/chain-walk.ts';
import { goodsFindings } from '../../../domain/laws/goods.ts';
import type { Closing } from '../../../domain/laws/sums.ts';
import { questionsOf } from '../../../domain/laws/witnesses.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { chainPartition, entryKey, isVacated, storedEntry } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import { type Range, rangePages } from '../tables/range.ts';
import type { Count } from '../tally.ts';
import type { Work } from '../work.ts';
import { compareEnd } from './live-end.ts';
import { signedOf } from './signed.ts';
import type { Stretch } from './stretch.ts';
import type { createWitnesses } from './witnesses.ts';

/** After so many entries the event loop has a turn, so that the next page is asked for and read meanwhile. */
const TURN_ENTRIES = 30;

/** Between two sequences nothing sorts but what is no sequence, and that belongs to the stretch before. */
const rangeOf = (table: string, { store, till, from, below }: Stretch): Range => ({
  table,
  pk: chainPartition(store, till),
  ...(from === 1 ? {} : { from: formatSequence(from) }),
  ...(below === 0 ? {} : { to: `${formatSequence(below - 1)}~` }),
});

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
  const { store, till, below } = stretch;
  const walk = new ChainWalk(await startOf(work, stretch), findKey);
  for await (const items of rangePages(work.client, rangeOf(work.table, stretch)))
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
