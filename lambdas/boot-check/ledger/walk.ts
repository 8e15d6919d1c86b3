import { setImmediate as turn } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { ChainEnd } from '../../../domain/chain/append.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { FindKey } from '../../../domain/chain/token.ts';
import { ChainWalk, type WalkStart } from '../../../domain/laws/chain-walk.ts';
import { goodsFindings } from '../../../domain/laws/goods.ts';
import type { Closing } from '../../../domain/laws/sums.ts';
import { questionsOf } from '../../../domain/laws/witnesses.ts';
import { formatSequence } from '../../../domain/receipt-number.ts';
import { chainPartition, entryKey, isVacated, storedEntry } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import { ahead } from '../tables/ahead.ts';
import { type Range, rangePages } from '../tables/range.ts';
import type { WireItem } from '../tables/wire.ts';
import type { Count } from '../tally.ts';
import type { Work } from '../work.ts';
import { compareEnd } from './live-end.ts';
import type { VoucherCheck } from './references.ts';
import { signedOf } from './signed.ts';
import type { Stretch } from './stretch.ts';
import type { createWitnesses } from './witnesses.ts';

/** After so many entries the event loop has a turn, so that the next page is asked for and read meanwhile. */
const TURN_ENTRIES = 30;

/** Stretches whose first page is on its way or waits in memory. */
const OPENED_AHEAD = 4;

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
  vouchers: VoucherCheck;
  count: Count;
}

/** A stretch whose first entries are on their way. */
interface Opened {
  stretch: Stretch;
  start: Promise<WalkStart>;
  pages: AsyncIterable<WireItem[]>;
}

const opened = (stretch: Stretch, work: Work): Opened => ({
  stretch,
  start: ahead(startOf(work, stretch)),
  pages: rangePages(work.client, rangeOf(work.table, stretch)),
});

/** Walks one stretch: chain, sums, and what happened to each receipt since. @returns how far it got */
async function walkOpened({ stretch, start, pages }: Opened, walker: Walker): Promise<ChainEnd> {
  const { work, findKey, witnesses, vouchers, count } = walker;
  const { store, till } = stretch;
  const walk = new ChainWalk(await start, findKey);
  for await (const items of pages)
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
      const questions = questionsOf(walked.entry, work.taken_at);
      if (questions.length > 0) await witnesses.ask(questions);
      await vouchers.ask(walked.entry);
    }
  count.findings.add(...walk.finish());
  return walk.head();
}

/**
 * Walks stretches one after another, and compares each that ends a chain with the live one. Most tills have few entries, so some stretches
 * are opened ahead, and nobody waits for a comparison before the end.
 */
export async function walkStretches(stretches: readonly Stretch[], walker: Walker): Promise<void> {
  const { work, count } = walker;
  const open = (stretch: Stretch): Opened => opened(stretch, work);
  const closed = [...stretches];
  const ready = closed.splice(0, OPENED_AHEAD).map(open);
  const comparisons: Promise<void>[] = [];
  for (let now = ready.shift(); now !== undefined; now = ready.shift()) {
    ready.push(...closed.splice(0, 1).map(open));
    const end = await walkOpened(now, walker);
    if (now.stretch.below === 0) comparisons.push(ahead(compareEnd(work, end, count)));
  }
  await Promise.all(comparisons);
}
