import type { Entry } from '../chain/entry.ts';
import { formatReceiptNumber, type Place, parseReceiptNumber } from '../receipt-number.ts';
import { recordedGoods } from '../return.ts';
import { type Finding, isBefore } from './finding.ts';
import type { Marks } from './goods.ts';

/** What another item of the ledger must say, because this one says so. */
export interface Question {
  /** The other item. */
  of: Place;
  /** Judges it as it stands; undefined for none. */
  answer(other: { entry: Entry; marks: Marks } | undefined): Finding[];
}

/** A return took its goods off its sale, and a reprint its number off its receipt, before either was recorded. */
function recordedSteps(entry: Entry, taken_at: string): Question[] {
  if ((entry.kind !== 'return' && entry.kind !== 'duplicate') || !isBefore(entry.recordedAt, taken_at)) return [];
  const number = formatReceiptNumber(entry);
  const item = `${number} entry`;
  const of = parseReceiptNumber(entry.original);
  if (of === undefined)
    return [{ of: entry, answer: () => [{ law: 'original-unknown', item, says: `it names ${entry.original}` }] }];
  if (entry.kind === 'return') {
    const says = `${entry.original} does not show that this return took its goods`;
    return [
      {
        of,
        answer: (o) =>
          o?.marks.returns.get(number) === recordedGoods(entry) ? [] : [{ law: 'return-without-goods', item, says }],
      },
    ];
  }
  const says = `${entry.original} does not show it as duplicate ${entry.number}`;
  return [
    {
      of,
      answer: (o) =>
        o?.marks.duplicates.get(entry.number) === number ? [] : [{ law: 'duplicate-without-mark', item, says }],
    },
  ];
}

/** Whether an entry is the second step of a mark. */
const isStepOf = (entry: Entry, kind: 'return' | 'duplicate', original: string): boolean =>
  entry.kind === kind && (entry as { original?: string }).original === original;

/**
 * A mark whose entry never came may be a step still open: its till writes that sequence next. Where the sequence holds something else, the
 * mark was to be taken back.
 */
function marksOf(entry: Entry, { returns, duplicates }: Marks, taken_at: string): Question[] {
  const names = [
    ...[...returns.keys()].map((by) => ['return', `return#${by}`, by] as const),
    ...[...duplicates].map(([n, by]) => ['duplicate', `duplicate#${n}`, by] as const),
  ];
  if (names.length === 0) return [];
  const number = formatReceiptNumber(entry);
  return names.flatMap(([kind, attribute, by]) => {
    const of = parseReceiptNumber(by);
    if (of === undefined) return [];
    const answer: Question['answer'] = (other) => {
      if (other === undefined || isStepOf(other.entry, kind, number) || !isBefore(other.entry.recordedAt, taken_at))
        return [];
      const says = `it was left by ${by}, which is a ${other.entry.kind} and no ${kind} of this receipt`;
      return [{ law: 'mark-without-entry', item: `${number} ${attribute}`, says }];
    };
    return [{ of, answer }];
  });
}

/** Everything that an entry and its marks say about other items of the ledger. */
export const questionsOf = (entry: Entry, marks: Marks, taken_at: string): Question[] => [
  ...recordedSteps(entry, taken_at),
  ...marksOf(entry, marks, taken_at),
];
