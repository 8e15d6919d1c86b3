import type { Part } from '../events.ts';

/** A stretch of one till's chain: from an entry, which stands right behind a closing or is the first, to below another. */
export interface Stretch {
  store: string;
  till: string;
  /** 1 for the chain's first entry. */
  from: number;
  /** First sequence that is another stretch's; 0 for the end of the chain. */
  below: number;
}

/** What one part of a ledger is. */
export interface LedgerPart {
  stretches: readonly Stretch[];
  /** Partitions that hold no chain. */
  others: readonly string[];
  /** Whether it also looks for chains that only the live table has. */
  absent: boolean;
}

/** Written short, as a large store has thousands of tills and state machines carry at most 256 KB. */
export const partOf = ({ stretches, others, absent }: LedgerPart): Part => ({
  chains: stretches.map(({ store, till, from, below }) => `${store}#${till} ${from} ${below}`),
  others: [...others],
  absent,
});

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

/** @throws Error for what is no part of a ledger */
export function ledgerPart({ chains, others, absent }: Part): LedgerPart {
  const stretches = texts(chains).map((text) => {
    const [, store, till, from, below] = /^([A-Z0-9]+)#([A-Z0-9]+) (\d+) (\d+)$/.exec(text) ?? [];
    if (store === undefined || till === undefined) throw new Error(`${text} is no stretch of a chain`);
    return { store, till, from: Number(from), below: Number(below) };
  });
  return { stretches, others: texts(others), absent: absent === true };
}
