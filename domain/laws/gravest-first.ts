import type { Finding } from './finding.ts';

/**
 * What a finding's law says of the backup, the gravest first: it holds other content than was written; something is missing from it; its items
 * contradict each other; an item is of no known kind; it merely differs from the live table; a day of trade on it failed, which follows from
 * the others. [ours]
 */
const GRAVEST_FIRST: readonly RegExp[] = [
  /^(entry-(altered|misplaced|not-linked|out-of-order)|sums-|signing-key-(wrong|sealed)|evidence-|.*-shape$)/,
  /-(missing|absent|empty)$/,
  /^(claim|form|mark|return|duplicate|original|slip|goods|money|reference)-/,
  /^(?!live-|digest-|serves-)/,
  /^(live|digest)-/,
  /^serves-/,
];

const weightOf = ({ law }: Finding): number => GRAVEST_FIRST.findIndex((pattern) => pattern.test(law));

/**
 * The findings that a reader must see when there is room for a few only: one of each law before a second of any, so that a thousand of one
 * kind hide no other, and the gravest first.
 */
export function gravestFirst(findings: readonly Finding[], most: number): Finding[] {
  const byLaw = Map.groupBy(findings, ({ law }) => law);
  const ranked = [...byLaw.values()].flatMap((same) => same.map((finding, place) => ({ finding, place })));
  const chosen = ranked.toSorted(
    (one, other) => one.place - other.place || weightOf(one.finding) - weightOf(other.finding),
  );
  return chosen
    .slice(0, most)
    .map(({ finding }) => finding)
    .toSorted((one, other) => weightOf(one) - weightOf(other));
}
