import type { Entry } from '../chain/entry.ts';
import { meansOf } from '../means.ts';
import { formatReceiptNumber, parseReceiptNumber } from '../receipt-number.ts';
import { type Left, leftWithout, vatOfSale, wholeOf } from '../return.ts';
import { readMark } from '../return-mark.ts';
import { isFormId } from '../tax-free/form-id.ts';
import type { Finding } from './finding.ts';

/** What stands beside an entry: what happened to it since it was signed. */
export interface Marks {
  /** What is left of each sold line, by its number; or all, as long as nothing came back. */
  left: ReadonlyMap<number, Left> | 'all';
  /** Return number → what it took, as `markText` writes it. */
  returns: ReadonlyMap<string, string>;
  /** How often goods were taken or given back. */
  goodsRevision: number;
  /** Duplicate's number → receipt number of the entry that recorded it. */
  duplicates: ReadonlyMap<number, string>;
  claim?: { form: string; at: string; others: readonly string[]; lines?: readonly number[] };
  /** Forms that let it go, the newest of them. */
  releasedBy: ReadonlySet<string>;
  /** Attributes that no handler writes. */
  unknown: readonly string[];
}

/** How many forms that let a sale go it remembers; older ones go when newer ones come. [ours] */
export const KEPT_RELEASES = 32;

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
    [...returns.values()].flatMap((mark) => readMark(mark)?.lines ?? []),
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

function returnFindings({ returns, goodsRevision }: Marks, say: Say): Finding[] {
  const wrong = [...returns].filter(
    ([number, mark]) => parseReceiptNumber(number) === undefined || readMark(mark) === undefined,
  );
  const found = wrong.map(([number]) => say('mark-shape', `return#${number}`, 'no handler writes such a mark'));
  if (goodsRevision >= returns.size) return found;
  const says = `${returns.size} returns took goods, and it changed ${goodsRevision} times`;
  return [...found, say('goods-revision', 'goodsRevision', says)];
}

/** The VAT of a line's parts and of what is left of it is the VAT of the line. */
function vatFindings(entry: Entry, { returns }: Marks, say: Say): Finding[] {
  if (entry.kind !== 'sale' || returns.size === 0) return [];
  const vatIn = vatOfSale(entry);
  const taken = [...returns.values()].flatMap((mark) => readMark(mark)?.lines ?? []);
  return [...wholeOf(entry)].flatMap(([line, { amount }]) => {
    const parts = taken.filter((part) => part.line === line);
    const back = parts.reduce((sum, part) => sum + part.amount, 0);
    const vat = parts.reduce((sum, part) => sum + part.vat, 0);
    const due = vatIn(line, amount) - vatIn(line, amount - back);
    if (vat === due) return [];
    return [say('vat-returned', 'return#', `line ${line}: returns gave ${vat} cents of VAT back, and ${due} are due`)];
  });
}

/** No means gets more back than it paid. */
function meansFindings(entry: Entry, { returns }: Marks, say: Say): Finding[] {
  if (entry.kind !== 'sale' || returns.size === 0) return [];
  const paid = [...returns.values()].flatMap((mark) => readMark(mark)?.paid ?? []);
  const means = new Map(meansOf(entry).map(({ tender, amount }) => [tender, amount]));
  return [...new Set(paid.map(({ tender }) => tender))].flatMap((tender) => {
    const back = paid.reduce((sum, one) => (one.tender === tender ? sum + one.amount : sum), 0);
    const most = means.get(tender) ?? 0;
    if (back <= most) return [];
    return [say('means-over-paid', 'return#', `tender ${tender} paid ${most} cents and got ${back} back`)];
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
    ...vatFindings(entry, marks, say),
    ...meansFindings(entry, marks, say),
    ...duplicateFindings(marks, say),
    ...claimFindings(entry, marks, say),
    ...marks.unknown.map((name) => say('attribute-unknown', name, 'no handler writes this attribute')),
  ];
}
