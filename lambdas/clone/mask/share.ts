import { UnknownMember } from '../../../domain/masking/rule.ts';
import type { Tables } from '../../../domain/tables.ts';
import { isReferencePartition } from '../../shared/reference-item.ts';
import type { ChainsLeft } from './chain.ts';
import type { SegmentLeft } from './forms.ts';
import type { Row, Rows } from './rows.ts';

/** The work of masking in parts that run beside each other: the ledger's first, then the forms', which name receipts by their hash. */
export interface Shares {
  ledger: ChainsLeft[];
  forms: SegmentLeft[];
}

/** Few enough that a state machine carries them all, many enough that a large ledger is shared out. */
const MOST_PARTS = 24;

/** Segments in which the ledger's keys are listed and the forms are written anew. */
const SEGMENTS = 4;

/** Number of entries by chain. */
async function chainsOf(rows: Rows, table: string, segment: number): Promise<Map<string, number>> {
  const chains = new Map<string, number>();
  let next: Row | undefined;
  do {
    const part = { Segment: segment, TotalSegments: SEGMENTS, ProjectionExpression: 'pk' };
    const page = await rows.scan(table, part, next);
    for (const { pk } of page.rows) chains.set(pk?.S ?? '', (chains.get(pk?.S ?? '') ?? 0) + 1);
    next = page.next;
  } while (next !== undefined);
  return chains;
}

/** Gives each chain, the longest first, to the part that has the least so far. */
function dealt(chains: ReadonlyMap<string, number>): ChainsLeft[] {
  const parts = Array.from({ length: Math.min(MOST_PARTS, chains.size) }, () => ({
    chains: [] as string[],
    entries: 0,
  }));
  for (const [chain, entries] of [...chains].sort((a, b) => b[1] - a[1])) {
    const least = parts.reduce((a, b) => (b.entries < a.entries ? b : a));
    least.chains.push(chain);
    least.entries += entries;
  }
  return parts.map((part) => ({ chains: part.chains }));
}

/**
 * Shares the masking of a clone out.
 *
 * @throws UnknownMember when the ledger holds items of a kind that no rule names
 */
export async function shareOut(rows: Rows, { ledger }: Tables): Promise<Shares> {
  const segments = Array.from({ length: SEGMENTS }, (_, segment) => segment);
  const found = await Promise.all(segments.map((segment) => chainsOf(rows, ledger, segment)));
  const chains = new Map(found.flatMap((part) => [...part]));
  for (const chain of chains.keys()) {
    if (chain.startsWith('CANARY#')) chains.delete(chain);
    else if (!chain.startsWith('TILL#') && !isReferencePartition(chain))
      throw new UnknownMember(`no rule says what becomes of ${chain.split('#')[0]} items of the ledger`);
  }
  return { ledger: dealt(chains), forms: segments.map((segment) => ({ segment, of: SEGMENTS })) };
}
