import { createHash } from 'node:crypto';
import type { Item } from './ledger-item.ts';

/** Which receipt a reference pays, or is about to pay. */
export interface ReferenceClaim {
  receiptNumber: string;
  /** When it was claimed, or claimed again by a replay: ISO 8601 in UTC. */
  at: string;
}

const PARTITION = 'REFERENCE#';
const VOUCHER = 'voucher#';

/** Whether a partition of the ledger holds claims on references. */
export const isReferencePartition = (pk: string): boolean => /^REFERENCE#[0-9a-f]$/.test(pk);

/**
 * Where the claim on a voucher stands: sixteen partitions hold them all, so that whoever goes through the ledger finds few partitions,
 * and none of them is busy. [ours]
 */
export const voucherPlace = (reference: string): { pk: string; sk: string } => ({
  pk: `${PARTITION}${createHash('sha256').update(reference).digest('hex').charAt(0)}`,
  sk: `${VOUCHER}${reference}`,
});

export const voucherKey = (reference: string) => {
  const { pk, sk } = voucherPlace(reference);
  return { pk: { S: pk }, sk: { S: sk } };
};

/** The voucher of a claim's sort key; undefined for what is none. */
export const voucherOfKey = (sk: string): string | undefined =>
  new RegExp(`^${VOUCHER}([A-Za-z0-9._:-]{4,64})$`).exec(sk)?.[1];

export const referenceItem = (reference: string, { receiptNumber, at }: ReferenceClaim): Item => ({
  ...voucherKey(reference),
  receipt: { S: receiptNumber },
  at: { S: at },
});

export const claimOfReference = (item: Item | undefined): ReferenceClaim => ({
  receiptNumber: item?.receipt?.S ?? '',
  at: item?.at?.S ?? '',
});
