import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Left } from '../../domain/return.ts';
import { markText, readMark, type Taken } from '../../domain/return-mark.ts';
import {
  type Claim,
  duplicateMark,
  GOODS_REVISION,
  heldText,
  leftAttribute,
  returnMark,
  type StoredEntry,
} from '../shared/ledger-item.ts';

/** One conditional update of a receipt by what happens to it after it was issued. */
export type Update = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const number = (value: number): AttributeValue => ({ N: String(value) });

/** That a sale's claim is as it was seen: none, or this form's, holding these lines. */
function claimAsSeen(claim: Claim | undefined): Required<
  Pick<Update, 'ConditionExpression' | 'ExpressionAttributeNames'>
> & {
  ExpressionAttributeValues: Record<string, AttributeValue>;
} {
  const names = { '#claim': 'claim' };
  if (claim === undefined)
    return {
      ConditionExpression: 'attribute_not_exists(#claim)',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {},
    };
  return {
    ConditionExpression: '#claim.#form = :form AND #claim.#lines = :lines',
    ExpressionAttributeNames: { ...names, '#form': 'form', '#lines': 'lines' },
    ExpressionAttributeValues: { ':form': { S: claim.form }, ':lines': { S: heldText(claim.lines ?? []) } },
  };
}

/**
 * Takes goods off a sale and lays the money against the means it was paid with, which the mark holds: only when no goods were taken or given
 * back and no form claimed the sale since it was seen. Dies before: nothing. Dies after, or the answer is lost: the replay finds its mark. Comes
 * again an hour later: its mark is there, or its place holds other content and `freeGoods` undoes it. The other Region does the same: one of
 * the two changes the revision. A sale has at most MOST_RETURNS marks.
 */
export function takeGoods(
  returnNumber: string,
  seen: Pick<StoredEntry, 'goodsRevision' | 'claim'>,
  { taken, left }: { taken: Taken; left: ReadonlyMap<number, Left> },
): Update {
  const unclaimed = claimAsSeen(seen.claim);
  const revision = seen.goodsRevision === 0 ? 'attribute_not_exists(#revision)' : '#revision = :seen';
  return {
    UpdateExpression: 'SET #mark = :mark, #left = :left, #revision = :next',
    ConditionExpression: `attribute_exists(#left) AND ${revision} AND ${unclaimed.ConditionExpression}`,
    ExpressionAttributeNames: {
      ...unclaimed.ExpressionAttributeNames,
      '#mark': returnMark(returnNumber),
      '#left': 'left',
      '#revision': GOODS_REVISION,
    },
    ExpressionAttributeValues: {
      ...unclaimed.ExpressionAttributeValues,
      ...(seen.goodsRevision === 0 ? {} : { ':seen': number(seen.goodsRevision) }),
      ':next': number(seen.goodsRevision + 1),
      ':mark': { S: markText(taken) },
      ':left': leftAttribute(left),
    },
  };
}

/**
 * Gives goods back to a sale, once, and only those that this mark took. Dies before or after, comes again, in both Regions: the mark goes with
 * the goods, so that whoever is second changes nothing.
 */
export function freeGoods(returnNumber: string, mark: string): Update {
  const lines = readMark(mark)?.lines ?? [];
  const change = lines.flatMap(({ line }) => [
    `#left.#${line}.#q = #left.#${line}.#q + :q${line}`,
    `#left.#${line}.#a = #left.#${line}.#a + :a${line}`,
  ]);
  return {
    UpdateExpression: `SET ${[...change, '#revision = #revision + :one'].join(', ')} REMOVE #mark`,
    ConditionExpression: '#mark = :mark',
    ExpressionAttributeNames: {
      '#mark': returnMark(returnNumber),
      '#left': 'left',
      '#q': 'quantity',
      '#a': 'amount',
      '#revision': GOODS_REVISION,
      ...Object.fromEntries(lines.map(({ line }) => [`#${line}`, String(line)])),
    },
    ExpressionAttributeValues: {
      ':mark': { S: mark },
      ':one': number(1),
      ...Object.fromEntries(
        lines.flatMap(({ line, quantity, amount }) => [
          [`:q${line}`, number(quantity)],
          [`:a${line}`, number(amount)],
        ]),
      ),
    },
  };
}

/**
 * Marks a receipt as reprinted for the nth time: only when it was reprinted n − 1 times. At most 999, by the contract.
 *
 * @param instead the receipt number that has the mark and can never be its entry, when there is one
 */
export const markDuplicate = (n: number, by: string, instead?: string): Update => ({
  UpdateExpression: 'SET #mark = :by',
  ConditionExpression: [
    'attribute_exists(pk) AND attribute_exists(entry)',
    instead === undefined ? 'attribute_not_exists(#mark)' : '#mark = :instead AND attribute_not_exists(#after)',
    ...(n > 1 ? ['attribute_exists(#before)'] : []),
  ].join(' AND '),
  ExpressionAttributeNames: {
    '#mark': duplicateMark(n),
    ...(n > 1 ? { '#before': duplicateMark(n - 1) } : {}),
    ...(instead === undefined ? {} : { '#after': duplicateMark(n + 1) }),
  },
  ExpressionAttributeValues: { ':by': { S: by }, ...(instead === undefined ? {} : { ':instead': { S: instead } }) },
});

/** Takes back the mark of a reprint, unless the next one stands on it already. */
export const unmarkDuplicate = (n: number, by: string): Update => ({
  UpdateExpression: 'REMOVE #mark',
  ConditionExpression: '#mark = :by AND attribute_not_exists(#next)',
  ExpressionAttributeNames: { '#mark': duplicateMark(n), '#next': duplicateMark(n + 1) },
  ExpressionAttributeValues: { ':by': { S: by } },
});
