import { type ChainEnd, type SealedEntry, seal } from '../chain/append.ts';
import type { Content, Entry } from '../chain/entry.ts';
import type { SigningKey } from '../chain/token.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { masked, type RuleFor } from './rule.ts';

const REASONED: RuleFor<{ amount: number; reason: string }> = { amount: 'keep', reason: 'words' };

/**
 * What becomes of an entry. Stores, tills, goods, prices and times say nothing of a person; who sold, how it was paid and what people
 * wrote do. The country a customer lives in stays: the limits for cash hang on it.
 */
export const ENTRY_RULE: RuleFor<Entry> = {
  store: 'keep',
  till: 'keep',
  sequence: 'keep',
  time: 'keep',
  recordedAt: 'keep',
  operator: 'operator',
  previous: 'keep',
  key: 'keep',
  perpetual: 'keep',
  closing: 'keep',
  dayClosing: 'keep',
  unclosed: 'keep',
  lastSoldAt: 'keep',
  latestTime: 'keep',
  timeNotProven: 'keep',
  kind: 'keep',
  lines: [
    {
      gtin: 'keep',
      label: 'keep',
      quantity: 'keep',
      unitPrice: 'keep',
      vatRate: 'keep',
      gross: 'keep',
      net: 'keep',
      vat: 'keep',
      discount: REASONED,
      priceOverride: { originalUnitPrice: 'keep', reason: 'words' },
      category: 'keep',
      type: 'keep',
      brand: 'keep',
      line: 'keep',
    },
  ],
  tenders: [{ type: 'keep', amount: 'keep', reference: 'reference', exception: 'keep' }],
  totals: 'keep',
  total: 'keep',
  discount: REASONED,
  customerResidence: 'keep',
  original: 'keep',
  reason: 'words',
  number: 'keep',
  span: 'keep',
  period: 'keep',
  from: 'keep',
  to: 'keep',
  running: 'keep',
};

/** The content of an entry without what it carries from the entries before, which is carried anew. */
function contentOf(entry: Entry): Content {
  const { perpetual, closing, dayClosing, unclosed, lastSoldAt, latestTime, timeNotProven, ...content } = entry;
  return content;
}

/**
 * An entry written anew behind the end of a clone's own chain: masked, linked to the entry before it and signed by the clone's key. What
 * it says about money stays, so that perpetual totals and closings come out as they were.
 */
export function resealed(end: ChainEnd, entry: Entry, pseudonyms: Pseudonyms, key: SigningKey): SealedEntry {
  const other = masked(entry, ENTRY_RULE, pseudonyms);
  const { time, recordedAt, operator, timeNotProven } = other;
  return seal(end, contentOf(other), { time, recordedAt, operator, ...(timeNotProven ? { timeNotProven } : {}) }, key);
}
