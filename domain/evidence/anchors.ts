import type { EvidenceEntry, Head } from './entry.ts';
import type { Anchors, EvidenceFault } from './verify.ts';

/** Anchors of all chains, by runbook. */
export type AnchorBook = Map<string, Map<number, string>>;

/** A head of a chain, as a function logged it or an auditor noted it. */
export interface NotedHead extends Head {
  readonly runbook: string;
}

/**
 * Writes a head down.
 *
 * @returns a fault when another hash is already noted for the same entry: then one of the two sources was rewritten
 */
export function note(book: AnchorBook, { runbook, sequence, hash }: NotedHead): EvidenceFault | undefined {
  if (sequence === 0) return undefined;
  const chain = book.get(runbook) ?? new Map<number, string>();
  book.set(runbook, chain);
  const noted = chain.get(sequence);
  if (noted !== undefined && noted !== hash) return { runbook, sequence, fault: 'not-as-anchored' };
  chain.set(sequence, hash);
  return undefined;
}

/** What is noted of one runbook. */
export const anchorsOf = (book: AnchorBook, runbook: string): Anchors => book.get(runbook) ?? new Map();

/** The heads of other chains that an entry carries. */
export const headsIn = ({ heads = {} }: EvidenceEntry): NotedHead[] =>
  Object.entries(heads).map(([runbook, head]) => ({ runbook, ...head }));

function isNotedHead(value: unknown): value is NotedHead {
  const { runbook, sequence, hash } = (value ?? {}) as Record<string, unknown>;
  return typeof runbook === 'string' && Number.isSafeInteger(sequence) && typeof hash === 'string';
}

/** @returns the head that a line of a function's log speaks of (`evidence`), undefined for any other line */
export function headInLog(line: string): NotedHead | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    const { evidence } = JSON.parse(line.slice(start)) as { evidence?: unknown };
    return isNotedHead(evidence) ? evidence : undefined;
  } catch {
    return undefined;
  }
}
