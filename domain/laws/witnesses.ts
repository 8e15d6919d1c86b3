import type { Entry } from '../chain/entry.ts';
import { formatReceiptNumber, type Place, parseReceiptNumber } from '../receipt-number.ts';
import { isMarkOf } from '../return-mark.ts';
import { type Finding, isBefore } from './finding.ts';
import type { Marks } from './goods.ts';

/** What another item of the ledger must say, because this one says so. */
export interface Question {
  /** The other item. */
  of: Place;
  /** Judges it as it stands; undefined for none. */
  answer(other: { entry: Entry; marks: Marks } | undefined): Finding[];
}

/**
 * What an entry says about other items: a return took its goods off its sale, and a reprint its number off its receipt, before either was
 * recorded. A mark says nothing of its entry: one whose entry never came is a step still open, or can never be recorded, and then the next return
 * or reprint that misses it frees it.
 */
export function questionsOf(entry: Entry, taken_at: string): Question[] {
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
          isMarkOf(o?.marks.returns.get(number), entry) ? [] : [{ law: 'return-without-goods', item, says }],
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
