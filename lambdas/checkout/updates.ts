import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { type Left, leftWithout, type ReturnDraftLine, returnedGoods } from '../../domain/return.ts';
import { ALL_LEFT, duplicateMark, leftAttribute, refusalMark, returnMark } from '../shared/ledger-item.ts';

/** One conditional update of a receipt by what happens to it after it was issued. */
export type Update = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const number = (value: number): AttributeValue => ({ N: String(value) });

/** Cents a piece, or an amount no line has when the request's cannot be divided evenly: only the last goods may take odd cents. */
const unitAsked = ({ quantity, amount }: ReturnDraftLine): number => (amount % quantity === 0 ? amount / quantity : -1);

const FREE_TO_TAKE = ['#mark', '#refused', '#claim'].map((name) => `attribute_not_exists(${name})`);

function goodsValues(
  lines: readonly ReturnDraftLine[],
  returnNumber: string,
): Pick<Update, 'ExpressionAttributeNames'> & {
  ExpressionAttributeValues: Record<string, AttributeValue>;
} {
  return {
    ExpressionAttributeNames: {
      '#mark': returnMark(returnNumber),
      '#refused': refusalMark(returnNumber, returnedGoods(lines)),
      '#left': 'left',
      '#q': 'quantity',
      '#a': 'amount',
      ...Object.fromEntries(lines.map(({ line }) => [`#${line}`, String(line)])),
    },
    ExpressionAttributeValues: {
      ':goods': { S: returnedGoods(lines) },
      ...Object.fromEntries(
        lines.flatMap(({ line, quantity, amount }) => [
          [`:q${line}`, number(quantity)],
          [`:a${line}`, number(amount)],
        ]),
      ),
    },
  };
}

/** Changes what is left of each line by the goods of a return. */
const change = (lines: readonly ReturnDraftLine[], sign: '+' | '-'): string =>
  lines
    .flatMap(({ line }) => [
      `#left.#${line}.#q = #left.#${line}.#q ${sign} :q${line}`,
      `#left.#${line}.#a = #left.#${line}.#a ${sign} :a${line}`,
    ])
    .join(', ');

/**
 * Takes goods off a sale of which something came back before: only when this return has not done so and was not refused them, and every
 * line has more left at the asked price a piece, or exactly what is asked. Goods on a tax-free form stay where they are: the form is
 * cancelled first.
 */
export function takeGoods(returnNumber: string, lines: readonly ReturnDraftLine[]): Update {
  const { ExpressionAttributeNames, ExpressionAttributeValues } = goodsValues(lines, returnNumber);
  const guards = lines.map(
    ({ line }) =>
      `((#left.#${line}.#q > :q${line} AND #left.#${line}.#u = :u${line}) OR (#left.#${line}.#q = :q${line} AND #left.#${line}.#a = :a${line}))`,
  );
  return {
    UpdateExpression: `SET #mark = :goods, ${change(lines, '-')}`,
    ConditionExpression: [...FREE_TO_TAKE, ...guards].join(' AND '),
    ExpressionAttributeNames: { ...ExpressionAttributeNames, '#u': 'unit', '#claim': 'claim' },
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...Object.fromEntries(lines.map((asked) => [`:u${asked.line}`, number(unitAsked(asked))])),
    },
  };
}

/**
 * Takes the first goods off a sale: from here on it says per line what is left.
 *
 * @param whole what its entry says was sold, and so is left; the goods are of it, at the price that is due
 */
export const takeFirstGoods = (
  returnNumber: string,
  lines: readonly ReturnDraftLine[],
  whole: ReadonlyMap<number, Left>,
): Update => ({
  UpdateExpression: 'SET #mark = :goods, #left = :left',
  ConditionExpression: [...FREE_TO_TAKE, '#left = :all'].join(' AND '),
  ExpressionAttributeNames: {
    '#mark': returnMark(returnNumber),
    '#refused': refusalMark(returnNumber, returnedGoods(lines)),
    '#left': 'left',
    '#claim': 'claim',
  },
  ExpressionAttributeValues: {
    ':goods': { S: returnedGoods(lines) },
    ':all': { S: ALL_LEFT },
    ':left': leftAttribute(leftWithout(whole, lines)),
  },
});

/**
 * Refuses a return its goods for good, unless it has taken them: a request of it that is still on its way must not take them later, when
 * its till has voided it and nobody would give them back.
 */
export const refuseGoods = (returnNumber: string, lines: readonly ReturnDraftLine[]): Update => ({
  UpdateExpression: 'SET #refused = :refused',
  ConditionExpression: 'attribute_exists(#left) AND attribute_not_exists(#mark)',
  ExpressionAttributeNames: {
    '#left': 'left',
    '#mark': returnMark(returnNumber),
    '#refused': refusalMark(returnNumber, returnedGoods(lines)),
  },
  ExpressionAttributeValues: { ':refused': { BOOL: true } },
});

/** Gives goods back to a sale, once, and only those that this return took; it never takes them again. */
export const giveBackGoods = (returnNumber: string, lines: readonly ReturnDraftLine[]): Update => ({
  ...goodsValues(lines, returnNumber),
  UpdateExpression: `SET #refused = :goods, ${change(lines, '+')} REMOVE #mark`,
  ConditionExpression: '#mark = :goods',
});

/** Marks a receipt as reprinted for the nth time: only when it was reprinted n − 1 times. */
export const markDuplicate = (n: number, by: string): Update => ({
  UpdateExpression: 'SET #mark = :by',
  ConditionExpression: `attribute_exists(pk) AND attribute_exists(entry) AND attribute_not_exists(#mark)${n > 1 ? ' AND attribute_exists(#before)' : ''}`,
  ExpressionAttributeNames: { '#mark': duplicateMark(n), ...(n > 1 ? { '#before': duplicateMark(n - 1) } : {}) },
  ExpressionAttributeValues: { ':by': { S: by } },
});

/** Takes back the mark of a reprint, unless the next one stands on it already. */
export const unmarkDuplicate = (n: number, by: string): Update => ({
  UpdateExpression: 'REMOVE #mark',
  ConditionExpression: '#mark = :by AND attribute_not_exists(#next)',
  ExpressionAttributeNames: { '#mark': duplicateMark(n), '#next': duplicateMark(n + 1) },
  ExpressionAttributeValues: { ':by': { S: by } },
});
