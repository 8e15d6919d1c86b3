import fc from 'fast-check';
import {
  type Draft,
  evidenceGenesis,
  type Head,
  type SealedEvidence,
  sealEvidence,
} from '../../../domain/evidence/entry.ts';
import {
  type Anchors,
  createEvidenceVerifier,
  type EvidenceFault,
  type KeptEntry,
} from '../../../domain/evidence/verify.ts';

export const draft = (content: Draft['content'], changes: Partial<Draft> = {}): Draft => ({
  runbook: 'failover',
  run: 'execution-1',
  at: 'step',
  time: '2026-11-24T05:00:00.000Z',
  region: 'eu-west-3',
  content,
  ...changes,
});

/** Whatever a runbook may say. */
export const contents = (minLength: number) =>
  fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { minLength, maxLength: 8 });

/** A chain that says all this, after a head. */
export function chainOf(
  said: readonly Draft['content'][],
  after: Head = evidenceGenesis('failover'),
): SealedEvidence[] {
  let head = after;
  return said.map((content) => {
    const sealed = sealEvidence(head, draft(content));
    head = sealed;
    return sealed;
  });
}

export function faultIn(chain: readonly KeptEntry[], anchors?: Anchors): EvidenceFault | undefined {
  const verifier = createEvidenceVerifier('failover', anchors);
  for (const entry of chain) {
    const fault = verifier.accept(entry);
    if (fault !== undefined) return fault;
  }
  return verifier.finish();
}

/** What somebody noted of a chain while it was whole. */
export const noted = (...entries: readonly (Head | undefined)[]): Anchors =>
  new Map(entries.flatMap((entry) => (entry === undefined ? [] : [[entry.sequence, entry.hash]])));
