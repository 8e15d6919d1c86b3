import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Marks } from '../../../domain/laws/goods.ts';
import {
  ALL_LEFT,
  duplicateMark,
  GOODS_REVISION,
  heldText,
  type Item,
  leftAttribute,
  releaseMark,
  returnMark,
} from '../../shared/ledger-item.ts';

function leftOf({ left }: Marks): Item {
  if (left === 'all') return { left: { S: ALL_LEFT } };
  return left.size > 0 ? { left: leftAttribute(left) } : {};
}

const claimAttribute = ({ form, at, others, lines }: NonNullable<Marks['claim']>): AttributeValue => ({
  M: {
    form: { S: form },
    at: { S: at },
    ...(others.length > 0 ? { others: { S: others.join(' ') } } : {}),
    ...(lines === undefined ? {} : { lines: { S: heldText(lines) } }),
  },
});

/**
 * Marks as attributes, as the handlers write them.
 *
 * @param known items that may hold them already: what says when or by what is taken from there
 */
export function markAttributes(marks: Marks, known: readonly Item[]): Item {
  const as = (name: string): AttributeValue => known.find((item) => item[name] !== undefined)?.[name] ?? { BOOL: true };
  return {
    ...leftOf(marks),
    ...(marks.claim === undefined ? {} : { claim: claimAttribute(marks.claim) }),
    ...Object.fromEntries([...marks.returns].map(([by, goods]) => [returnMark(by), { S: goods }])),
    ...Object.fromEntries([...marks.duplicates].map(([n, by]) => [duplicateMark(n), { S: by }])),
    ...(marks.goodsRevision === 0 ? {} : { [GOODS_REVISION]: { N: String(marks.goodsRevision) } }),
    ...Object.fromEntries([...marks.releasedBy].map((form) => [releaseMark(form), as(releaseMark(form))])),
  };
}
