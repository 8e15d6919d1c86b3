import { beforeAll, expect, test } from 'vitest';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import type { PartAnswer } from '../../../lambdas/boot-check/events.ts';
import { partOf } from '../../../lambdas/boot-check/ledger/stretch.ts';
import { type Backup, bootCheckOf, damage, entryAt, openBackup, restored } from '../../support/backup.ts';

let backup: Backup;

beforeAll(async () => {
  backup = await openBackup();
});

/** Checks the busy till, closed at 4 and 8, in three stretches, each alone. */
async function tallies(table: string) {
  const { store, till } = backup.till;
  const check = bootCheckOf(backup);
  const bounds = [1, 5, 9, 0];
  return Promise.all(
    [0, 1, 2].map(async (i) => {
      const stretch = { store, till, from: bounds[i] ?? 0, below: bounds[i + 1] ?? 0 };
      const part = partOf({ stretches: [stretch], others: [], absent: false });
      const answer = await check({ step: 'part', kind: 'ledger', table, taken_at: backup.taken_at, part });
      return (answer as PartAnswer).tally;
    }),
  );
}

test('stretches of one chain, each checked alone, cover it and find nothing', async () => {
  const tables = await restored(backup, 'ledger');
  const parts = await tallies(tables.ledger);
  expect(parts.map(({ entries }) => entries)).toEqual([4, 4, 1]);
  expect(parts.flatMap(({ findings }) => findings)).toEqual([]);
  expect(parts.map(({ digest, live_digest }) => digest === live_digest)).toEqual([true, true, true]);
});

test('damage in a stretch is found by its part', async () => {
  const tables = await restored(backup, 'ledger');
  await damage(backup, tables.ledger, entryAt(backup.till, 6), () => undefined);
  const parts = await tallies(tables.ledger);
  const item = `${formatReceiptNumber({ ...backup.till, sequence: 6 })} entry`;
  expect(parts.map(({ findings }) => findings.map((found) => found.item))).toEqual([[], [item], []]);
});

test('an item under a key that is no sequence is found by the stretch it sorts into', async () => {
  const tables = await restored(backup, 'ledger');
  await damage(backup, tables.ledger, entryAt(backup.till, 8), (item) => ({ ...item, sk: { S: '00000008x' } }));
  const parts = await tallies(tables.ledger);
  expect(parts.map(({ findings }) => findings.map(({ law }) => law))).toEqual([[], ['item-unknown'], []]);
});
