import { beforeAll, expect, test } from 'vitest';
import type { Item } from '../../../lambdas/shared/ledger-item.ts';
import { voucherPlace } from '../../../lambdas/shared/reference-item.ts';
import { type Backup, checked, damage, openBackup, restored } from '../../support/backup.ts';
import { saleOf, TEA } from '../../support/goods.ts';
import { newTill, recorded } from '../../support/till.ts';

const BON = 'BON-7788';
let backup: Backup;
let paid: string;
let other: string;

beforeAll(async () => {
  backup = await openBackup();
  const { paris, frankfurt } = backup.desk.world;
  const tenders = [{ type: 'voucher' as const, amount: 499, reference: BON }];
  paid = (await recorded(paris, newTill(), { ...saleOf(TEA), tenders })).body.receiptNumber;
  other = (await recorded(frankfurt, newTill(), saleOf(TEA))).body.receiptNumber;
});

/** Checks a fresh restore in which the voucher's claim was changed. */
async function found(change: (item: Item) => Item | undefined) {
  const tables = await restored(backup, 'ledger');
  await damage(backup, tables.ledger, voucherPlace(BON), change);
  const { findings } = await checked(backup, 'ledger', tables.ledger, { devices: tables.devices });
  return findings.map(({ law, item, says }) => `${law}: ${item}: ${says}`);
}

test('a ledger whose vouchers each paid one receipt has no finding', async () => {
  expect(await found((item) => item)).toEqual([]);
});

test('a voucher that paid two receipts is found, and both are named', async () => {
  expect(await found((item) => ({ ...item, receipt: { S: other } }))).toEqual([
    `reference-used-twice: ${paid} entry: its voucher ${BON} is claimed by ${other}`,
  ]);
});

test('a receipt whose voucher nobody claimed is found', async () => {
  expect(await found(() => undefined)).toEqual([
    `reference-without-claim: ${paid} entry: nobody claimed its voucher ${BON}`,
  ]);
});

test('what stands among the claims and is none is found', async () => {
  const { pk, sk } = voucherPlace(BON);
  expect(await found((item) => ({ ...item, receipt: { S: 'nothing' } }))).toContain(
    `item-unknown: ${pk}/${sk}: no handler writes such a claim on a reference`,
  );
});
