import type { Stretch } from './stretch.ts';

/** Most parts that chains are dealt into: how many sandboxes walk beside each other at most. */
export const MOST_PARTS = 40;

/** Fewer entries than this are not worth a sandbox of their own. */
const LEAST_ENTRIES = 5000;

export interface Chain {
  store: string;
  till: string;
  /** Sequence of its last entry, which is how many it has. */
  entries: number;
}

/** Finds where a chain may be cut at or below a sequence: the sequence right behind a closing, 1 when there is none. */
export type FindCut = (chain: Chain, sequence: number) => Promise<number>;

/**
 * Deals chains into parts of about equal size. A chain too long for its part is cut, only right behind a closing: from there on a walk
 * knows all that the next closing adds up. A chain that was never closed stays whole.
 */
export async function shared(chains: readonly Chain[], findCut: FindCut): Promise<Stretch[][]> {
  const parts: Stretch[][] = [[]];
  let left = chains.reduce((sum, { entries }) => sum + entries, 0);
  let room = 0;

  const goal = (): number => Math.max(LEAST_ENTRIES, Math.ceil(left / (MOST_PARTS - parts.length + 1)));
  const isLast = (): boolean => parts.length === MOST_PARTS;
  function take(stretch: Stretch, entries: number): void {
    parts.at(-1)?.push(stretch);
    left -= entries;
    room -= entries;
  }
  function open(): void {
    if (parts.at(-1)?.length) parts.push([]);
    room = goal();
  }

  room = goal();
  for (const chain of chains) {
    const { store, till, entries } = chain;
    let from = 1;
    while (from <= entries || from === 1) {
      const rest = entries - from + 1;
      if (room < LEAST_ENTRIES && rest > room && !isLast()) open();
      const cut = rest > room + LEAST_ENTRIES && !isLast() ? await findCut(chain, from + room) : 1;
      const below = cut > from ? cut : 0;
      take({ store, till, from, below }, below === 0 ? rest : below - from);
      if (below === 0) break;
      from = below;
      open();
    }
  }
  return parts.filter((part) => part.length > 0);
}
