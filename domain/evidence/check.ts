import { type AnchorBook, anchorsOf, headsIn, type NotedHead, note } from './anchors.ts';
import { createEvidenceVerifier, type EvidenceFault, type KeptEntry, parseEvidence } from './verify.ts';

/** What came of verifying chains together: their heads, or the first bad entry. */
export type EvidenceCheck = { readonly heads: readonly NotedHead[] } | { readonly fault: EvidenceFault };

type Step = { readonly fault: EvidenceFault } | { readonly head: NotedHead };

/** Follows one chain; what its entries say of other chains goes into the book. */
async function follow(runbook: string, entries: AsyncIterable<KeptEntry>, book: AnchorBook): Promise<Step> {
  const verifier = createEvidenceVerifier(runbook, anchorsOf(book, runbook));
  for await (const kept of entries) {
    const entry = parseEvidence(kept.canonical);
    const fault = verifier.accept(kept) ?? firstFault(entry === undefined ? [] : headsIn(entry), book);
    if (fault !== undefined) return { fault };
  }
  const fault = verifier.finish();
  return fault === undefined ? { head: { runbook, ...verifier.head() } } : { fault };
}

function firstFault(heads: readonly NotedHead[], book: AnchorBook): EvidenceFault | undefined {
  for (const head of heads) {
    const fault = note(book, head);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/**
 * Verifies chains together: each by itself, against what was noted elsewhere, and against the heads that the others carry of it. They
 * are read twice: what a later chain says of an earlier one is known only after the first time.
 *
 * @param chain the entries of a runbook, from its first on
 * @param book what was noted elsewhere; it is added to
 */
export async function checkEvidence(
  runbooks: readonly string[],
  chain: (runbook: string) => AsyncIterable<KeptEntry>,
  book: AnchorBook = new Map(),
): Promise<EvidenceCheck> {
  const heads: NotedHead[] = [];
  for (const runbook of [...runbooks, ...runbooks]) {
    const step = await follow(runbook, chain(runbook), book);
    if ('fault' in step) return step;
    heads.push(step.head);
  }
  return { heads: heads.slice(runbooks.length) };
}
