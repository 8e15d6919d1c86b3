import { marksFault } from '../../../domain/repair/marks.ts';
import { signedBytes } from '../../../lambdas/repair/compare/copy.ts';
import { unpackedItem } from '../../../lambdas/repair/record/packed.ts';
import { type Item, isVacated, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import { marksOf } from '../../../lambdas/shared/marks.ts';
import type { Attack } from './attacks.ts';
import { bytesOf } from './ledger.ts';
import type { Ransom } from './ransom.ts';

const keyOfKept = ({ store, till, sequence }: { store: string; till: string; sequence: number }): string =>
  `TILL#${store}#${till}/${String(sequence).padStart(8, '0')}`;

/** Bytes as they were, or the same signed part with marks that came since as handlers make them. */
function isAsBefore(before: Item, after: Item | undefined): boolean {
  if (after === undefined) return false;
  if (bytesOf(before) === bytesOf(after)) return true;
  const isSame = signedBytes(before) === signedBytes(after);
  return isSame && marksFault(storedEntry(before).entry, marksOf(before), marksOf(after)) === undefined;
}

/** Whether nothing of the thief's stands in a place any more. */
function isPutRight({ isForged, left }: Attack, key: string, { before, after }: Ransom): boolean {
  const now = after.get(key);
  const was = before.get(key);
  if (!isForged) return was !== undefined && isAsBefore(was, now);
  return now !== undefined && (isVacated(now) || left.every((item) => signedBytes(item) !== signedBytes(now)));
}

/** The figures of a drill, as its last line of JSON. */
export function figuresOf(drill: Ransom) {
  const { attacks, before, after, kept, first, second, findings, chainsBroken, halted } = drill;
  const found = new Set(kept.map(keyOfKept));
  const damaged = attacks.flatMap(({ damaged: places }) => places);
  const touched = new Set(damaged);
  const untouched = [...before].filter(([key]) => !touched.has(key));
  const evidence = new Set(kept.flatMap(({ seen }) => (seen === undefined ? [] : [signedBytes(unpackedItem(seen))])));
  const left = attacks.flatMap((one) => one.left);
  return {
    attacks: attacks.length,
    damaged: damaged.length,
    found: damaged.filter((key) => found.has(key)).length,
    repaired: attacks.flatMap((one) => one.damaged.filter((key) => isPutRight(one, key, drill))).length,
    false_alarms: [...found].filter((key) => !touched.has(key)).length,
    untouched: untouched.length,
    untouched_changed: untouched.filter(([key, item]) => !isAsBefore(item, after.get(key))).length,
    chains_broken: chainsBroken.length,
    legitimate_lost: findings.lost.length + halted.queued.length,
    unexplained: findings.unexplained.length,
    over_returned: findings.overReturned.length,
    sold_meanwhile: drill.soldMeanwhile,
    halted_till_went_on: halted.didHalt && halted.queued.length === 0,
    evidence_kept: left.filter((item) => evidence.has(signedBytes(item))).length,
    evidence_due: left.length,
    second_run_found: Object.values(second.counts).reduce((sum, count) => sum + count, 0),
    tables_left: first.tables_left.length + second.tables_left.length,
    counts: first.counts,
    kinds: Object.fromEntries(attacks.map((one) => [one.name, one.damaged.length])),
    repair_s: drill.repair_s,
    took_s: drill.took_s,
    seed: drill.seed,
  };
}

type Figures = ReturnType<typeof figuresOf>;

/** The laws the drill must hold, each with what it saw. */
export const lawsOf = (figures: Figures): { law: string; holds: boolean; seen: string }[] => [
  {
    law: 'every damaged entry is found',
    holds: figures.found === figures.damaged && figures.damaged > 0,
    seen: `${figures.found} of ${figures.damaged}`,
  },
  {
    law: 'and nothing else',
    holds: figures.false_alarms === 0,
    seen: `${figures.false_alarms} false alarms`,
  },
  {
    law: 'every damaged entry is put right',
    holds: figures.repaired === figures.damaged,
    seen: `${figures.repaired} of ${figures.damaged}`,
  },
  {
    law: 'what nobody touched is as it was',
    holds: figures.untouched_changed === 0,
    seen: `${figures.untouched_changed} of ${figures.untouched} changed`,
  },
  {
    law: 'nothing can come back that was not sold',
    holds: figures.over_returned === 0,
    seen: `${figures.over_returned} sales with too much left`,
  },
  { law: 'every chain verifies', holds: figures.chains_broken === 0, seen: `${figures.chains_broken} broken` },
  {
    law: 'no receipt that a customer has is lost',
    holds: figures.legitimate_lost === 0 && figures.unexplained === 0 && figures.sold_meanwhile > 0,
    seen: `${figures.legitimate_lost} lost, ${figures.sold_meanwhile} sold meanwhile`,
  },
  {
    law: 'a till whose places were taken goes on',
    holds: figures.halted_till_went_on,
    seen: figures.halted_till_went_on ? 'it halted, and its receipt stands' : 'it did not',
  },
  {
    law: 'what the thieves left is kept',
    holds: figures.evidence_kept === figures.evidence_due,
    seen: `${figures.evidence_kept} of ${figures.evidence_due}`,
  },
  {
    law: 'a second run finds nothing to do',
    holds: figures.second_run_found === 0,
    seen: `${figures.second_run_found} found`,
  },
  { law: 'no restored table is left', holds: figures.tables_left === 0, seen: `${figures.tables_left} left` },
];

/** Says what the drill saw, a law a line. */
export function printReport({ first, chainsBroken }: Ransom, figures: Figures, print: (line: string) => void): void {
  print('');
  for (const line of first.shown.slice(0, 12)) print(`  ${line}`);
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(42)} ${seen}`);
  for (const broken of chainsBroken) print(`  look at ${broken}`);
}
