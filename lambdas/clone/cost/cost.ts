import type { ClonePlan } from '../plan/clone-plan.ts';
import { PRICES, PRICES_SOURCE, type Prices } from './prices.ts';

/** What a clone costs, US dollars without tax, an estimate. */
export interface Cost {
  /** Once: restoring and masking. */
  once_usd: number;
  /** Each day it stands. */
  per_day_usd: number;
  so_far_usd: number;
  /** By the day it expires. */
  in_all_usd: number;
  source: typeof PRICES_SOURCE;
}

const GB = 1024 ** 3;
const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 365 / 12;
/** A write unit takes a kilobyte, an eventually consistent read unit eight and a strong one four. */
const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
/** Masking reads the ledger twice: to share it out and to write it anew; then the boot check reads it. */
const READINGS = 3;

const rounded = (usd: number): number => Math.round(usd * 10_000) / 10_000;

function onceUsd(bytes: number, items: number, masked: boolean, prices: Prices): number {
  const restore = (bytes / GB) * prices.restore_usd_per_gb;
  if (!masked) return restore;
  const writes = Math.max(bytes / WRITE_UNIT_BYTES, items);
  const reads = (READINGS * bytes) / READ_UNIT_BYTES;
  return restore + (writes * prices.writes_usd_per_million + reads * prices.reads_usd_per_million) / 1_000_000;
}

/**
 * What a clone costs: so far, each day, and until it expires. Only what grows with the data is counted; its API costs nothing while nobody
 * calls it, and the key that seals its secrets is shared by all clones.
 *
 * @param rewritten items written anew, 0 before masking
 * @throws Error for a Region that the price list does not name
 */
export function costOf({ region, tables, created_at, expires_at }: ClonePlan, rewritten: number, at: Date): Cost {
  const prices = PRICES[region];
  if (prices === undefined) throw new Error(`the price list does not name ${region}`);
  const bytes = tables.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  const once = onceUsd(bytes, rewritten, rewritten > 0, prices);
  const perDay = ((bytes / GB) * prices.storage_usd_per_gb_month) / DAYS_A_MONTH;
  const days = (until: number): number => Math.max(until - Date.parse(created_at), 0) / DAY_MS;
  return {
    once_usd: rounded(once),
    per_day_usd: rounded(perDay),
    so_far_usd: rounded(once + perDay * days(at.getTime())),
    in_all_usd: rounded(once + perDay * days(Date.parse(expires_at))),
    source: PRICES_SOURCE,
  };
}
