import { setTimeout as sleep } from 'node:timers/promises';
import { callOf, type Draft, type Head, type SealedEvidence, sealEvidence } from '../../domain/evidence/entry.ts';
import type { EvidenceChain } from './chain.ts';
import type { Marks } from './marks.ts';

/** So many others may be written between two looks at the head; more than the parallel steps of any runbook. */
const ATTEMPTS = 40;
const PAUSE_MS = 15;

export interface AppendDependencies {
  readonly chain: EvidenceChain;
  readonly marks: Marks;
}

/**
 * Appends a statement to the chain of its runbook, once however often the call is repeated.
 *
 * ```
 * read the head (n) ── mean n+1 ── put n+1 if free ──┬─ done
 *        ▲                                           ├─ it is my own entry: done
 *        └───────── mean the new head's + 1 ─────────┴─ it is another's
 * ```
 * - The process dies before the mark: nothing happened; the repeated call is the first.
 * - It dies after the mark, before the entry: the repeated call finds the place it meant. If another stands there it means a new place.
 *   If nobody repeats the call, the mark points at nothing of its own, and says nothing.
 * - It dies after the entry, or the answer is lost: the repeated call finds its mark, there its own entry, and answers with that.
 * - Two of the same call at once, even in two Regions: both follow the one mark to the one place, where one put succeeds and the other
 *   meets it. A mark leaves a place only when another's entry stands there for good, so a late put at the old place cannot succeed.
 *
 * @returns the entry as it stands in the chain
 */
export async function append({ chain, marks }: AppendDependencies, draft: Draft): Promise<SealedEvidence> {
  const call = callOf(draft);
  const isOwn = ({ entry }: SealedEvidence): boolean => callOf(entry) === call;
  let head: Head = await chain.head(draft.runbook);
  let place = await marks.mean(draft.runbook, call, head.sequence + 1);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (place > head.sequence + 1) head = await chain.head(draft.runbook);
    const found = place === head.sequence + 1 ? await chain.put(sealEvidence(head, draft)) : await there(place);
    if (found !== undefined && isOwn(found)) return found;
    if (found !== undefined) {
      await sleep(Math.random() * PAUSE_MS * Math.min(attempt, 10));
      head = await chain.head(draft.runbook);
      place = await marks.move(draft.runbook, call, place, head.sequence + 1);
    }
  }
  throw new Error(`the chain of ${draft.runbook} gave no place in ${ATTEMPTS} attempts`);

  async function there(sequence: number): Promise<SealedEvidence | undefined> {
    return sequence <= head.sequence ? await chain.entry(draft.runbook, sequence) : undefined;
  }
}
