import type { Entry } from '../chain/entry.ts';
import { formatReceiptNumber, parseReceiptNumber } from '../receipt-number.ts';
import { goodsIn, type Left, leftWithout, wholeOf } from '../return.ts';
import { isFormId } from '../tax-free/form-id.ts';
import type { Finding } from './finding.ts';

/** What stands beside an entry: what happened to it since it was signed. */
export interface Marks {
  /** What is left of each sold line, by its number; or all, as long as nothing came back. */
  left: ReadonlyMap<number, Left> | 'all';
  /** Return number → the goods it took: `line:quantity:cents`, separated by commas. */
  returns: ReadonlyMap<string, string>;
  /** `<return number>#<goods>` of returns that were refused their goods. */
  refused: ReadonlySet<string>;
  /** Duplicate's number → receipt number of the entry that recorded it. */
  duplicates: ReadonlyMap<number, string>;
  claim?: { form: string; at: string; others: readonly string[] };
  /** Forms that let it go. */
  releasedBy: ReadonlySet<string>;
  /** Attributes that no handler writes. */
  unknown: readonly string[];
}

type Say = (law: string, attribute: string, says: string) => Finding;

/** Sold = left + returned, per line, in pieces and in cents. */
function leftFindings(entry: Entry, { left, returns }: Marks, say: Say): Finding[] {
  if (entry.kind !== 'sale')
    return left !== 'all' && left.size === 0 ? [] : [say('goods-of-no-sale', 'left', `it is a ${entry.kind}`)];
  if (left === 'all')
    return returns.size === 0 ? [] : [say('returned-over-sold', 'left', 'returns took goods, and all are left')];
  const whole = wholeOf(entry);
  const due = leftWithout(
    whole,
    [...returns.values()].flatMap((mark) => goodsIn(mark) ?? []),
  );
  return [...due].flatMap(([line, { quantity, amount, unit }]) => {
    const now = left.get(line);
    if (now?.quantity === quantity && now.amount === amount && now.unit === unit && quantity >= 0 && amount >= 0)
      return [];
    const sold = whole.get(line);
    const says = `line ${line}: of ${sold?.quantity} pieces, ${sold?.amount} cents, returns took all but ${quantity} and ${amount}, and ${now?.quantity ?? 'none'} and ${now?.amount ?? 'none'} are left`;
    return [say('returned-over-sold', 'left', says)];
  });
}

function returnFindings({ returns, refused }: Marks, say: Say): Finding[] {
  return [...returns].flatMap(([number, mark]) => {
    const attribute = `return#${number}`;
    if (parseReceiptNumber(number) === undefined || goodsIn(mark) === undefined)
      return [say('mark-shape', attribute, 'no handler writes such a mark')];
    return refused.has(`${number}#${mark}`)
      ? [say('return-refused-and-taken', attribute, 'these goods were refused to this return and taken by it')]
      : [];
  });
}

/** Reprints are numbered from 1 without a gap. */
function duplicateFindings({ duplicates }: Marks, say: Say): Finding[] {
  return [...duplicates].flatMap(([number, by]) => {
    const attribute = `duplicate#${number}`;
    if (parseReceiptNumber(by) === undefined) return [say('mark-shape', attribute, 'it names no receipt')];
    return number === 1 || duplicates.has(number - 1)
      ? []
      : [say('duplicate-out-of-order', attribute, `duplicate ${number - 1} is missing`)];
  });
}

function claimFindings(entry: Entry, { claim, releasedBy }: Marks, say: Say): Finding[] {
  const wrong = [...releasedBy].filter((form) => !isFormId(form));
  const found = wrong.map((form) => say('mark-shape', `released#${form}`, 'it names no form'));
  if (claim === undefined) return found;
  const isWell =
    isFormId(claim.form) &&
    !Number.isNaN(Date.parse(claim.at)) &&
    claim.others.every((number) => parseReceiptNumber(number) !== undefined);
  if (entry.kind !== 'sale' || !isWell)
    return [...found, say('claim-shape', 'claim', 'no handler writes such a claim')];
  return releasedBy.has(claim.form)
    ? [...found, say('claim-after-release', 'claim', `form ${claim.form} let it go and claims it`)]
    : found;
}

/** The laws of one entry and what happened to it, by its item alone. */
export function goodsFindings(entry: Entry, marks: Marks): Finding[] {
  const say: Say = (law, attribute, says) => ({ law, item: `${formatReceiptNumber(entry)} ${attribute}`, says });
  return [
    ...leftFindings(entry, marks, say),
    ...returnFindings(marks, say),
    ...duplicateFindings(marks, say),
    ...claimFindings(entry, marks, say),
    ...marks.unknown.map((name) => say('attribute-unknown', name, 'no handler writes this attribute')),
  ];
}
