import type { ReturnRequest } from '../../api/generated/contract.ts';
import type { ChainEnd } from '../../domain/chain/append.ts';
import type { Entry } from '../../domain/chain/entry.ts';
import { formatReceiptNumber, type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import {
  amountDue,
  type ReturnDraftLine,
  returnContent,
  returnedGoods,
  returnViolations,
} from '../../domain/return.ts';
import type { Violation } from '../../domain/violation.ts';
import type { StoredEntry } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { Written } from './ledger.ts';
import { type CheckoutDependencies, type Outcome, record, type Sender } from './record.ts';
import { giveBackGoods, refuseGoods, takeFirstGoods, takeGoods } from './updates.ts';

/** What keeps one line from coming back, judged by what was left of it when the update was refused. */
function lineViolation(original: StoredEntry, { line, quantity, amount }: ReturnDraftLine, place: number): Violation[] {
  const at = `/lines/${place}`;
  const left = original.left.get(line);
  if (left === undefined)
    return [{ at: `${at}/line`, rule: 'line-unknown', detail: `The original has ${original.left.size} lines.` }];
  if (quantity > left.quantity)
    return [{ at: `${at}/quantity`, rule: 'exceeds-remaining', detail: `${left.quantity} are left of this line.` }];
  const due = amountDue(left, quantity);
  if (amount !== due)
    return [{ at: `${at}/amount`, rule: 'amount-due', detail: `${due} cents are due for these goods.` }];
  return [];
}

/** Why the goods could not be taken off the original; undefined when this very return took them before. */
function whyNot(
  original: StoredEntry | undefined,
  returnNumber: string,
  lines: readonly ReturnDraftLine[],
): Refusal | undefined {
  if (original === undefined) return refuse('receipt-unknown', 'Check the number of the original receipt.');
  if (original.entry.kind !== 'sale')
    return refuse('rule-broken', 'Name the receipt of a sale.', {
      errors: [{ at: '/original', rule: 'original-is-sale', detail: `This receipt is a ${original.entry.kind}.` }],
    });
  const taken = original.returns.get(returnNumber);
  if (taken === returnedGoods(lines)) return undefined;
  if (taken !== undefined)
    return refuse('sequence-taken', 'This return was sent before with other goods.', { receiptNumber: returnNumber });
  if (original.claim !== undefined)
    return refuse('receipt-claimed', 'Cancel the tax-free form first, or take nothing back.', {
      form: original.claim.form,
    });
  const errors = lines.flatMap((line, place) => lineViolation(original, line, place));
  if (errors.length === 0)
    return refuse('sequence-taken', 'This return was refused before: record a void in its place.', {
      receiptNumber: returnNumber,
    });
  const exceeds = errors.some(({ rule }) => rule === 'exceeds-remaining');
  return exceeds
    ? refuse('return-exceeds-remaining', 'Return at most what is left; `errors` names it per line.', { errors })
    : refuse('rule-broken', 'Correct what `errors` names.', { errors });
}

/** Whether goods can be the first that are taken off a sale: an untouched one has what its entry says, which never changes. */
const canBeFirst = (original: StoredEntry | undefined, lines: readonly ReturnDraftLine[]): original is StoredEntry =>
  original?.isUntouched === true && lines.every((line, place) => lineViolation(original, line, place).length === 0);

/** Takes the goods off the original: what is left of them is counted in it from the first return on. */
async function take(
  { ledger }: CheckoutDependencies,
  place: Place,
  number: string,
  lines: readonly ReturnDraftLine[],
): Promise<Written> {
  const counted = await ledger.mark(place, takeGoods(number, lines));
  if (counted.done || !canBeFirst(counted.item, lines)) return counted;
  const first = await ledger.mark(place, takeFirstGoods(number, lines, counted.item.left));
  const wasOvertaken = !first.done && first.item?.isUntouched === false;
  return wasOvertaken ? ledger.mark(place, takeGoods(number, lines)) : first;
}

/**
 * Takes the goods off the original, or refuses them for good. Another try of this return may take them in between: then it goes on.
 */
async function takeOrRefuse(
  dependencies: CheckoutDependencies,
  place: Place,
  number: string,
  lines: readonly ReturnDraftLine[],
): Promise<{ original: StoredEntry | undefined } | Refusal> {
  const taken = await take(dependencies, place, number, lines);
  const refusal = taken.done ? undefined : whyNot(taken.item, number, lines);
  if (refusal === undefined) return { original: taken.item };
  const refused = await dependencies.ledger.mark(place, refuseGoods(number, lines));
  return refused.done ? refusal : (whyNot(refused.item, number, lines) ?? { original: refused.item });
}

/**
 * Records a return in two steps: it takes the goods off the original and leaves its own number there, then writes its entry. Each is one
 * conditional request; the first return of a sale learns from a first one, which is refused, that it is the first.
 *
 *     take the goods ──── dies here ────> write the entry
 *            a replay finds its own number and goes on; nobody else can return these goods meanwhile
 *
 * When the sequence turns out to hold other content the return can never be written, and gives the goods back; unless that is a return
 * of the same original, which took them.
 */
export async function recordReturn(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  request: ReturnRequest,
  sender: Sender,
): Promise<Outcome> {
  const { original, lines, tenders, reason } = request;
  const draft = { original, lines, tenders, ...(reason === undefined ? {} : { reason }) };
  const place = parseReceiptNumber(original);
  const errors = returnViolations(draft);
  if (place === undefined) return refuse('receipt-unknown', 'The number has a wrong check character: scan it again.');
  if (errors.length > 0) return refuse('rule-broken', 'Correct what `errors` names.', { errors });
  const number = formatReceiptNumber({ ...end, sequence: end.sequence + 1 });
  const taken = await takeOrRefuse(dependencies, place, number, lines);
  if ('problem' in taken) return taken;
  const sold = taken.original?.entry;
  if (sold?.kind !== 'sale') throw new Error(`goods were taken off ${original}, which is no sale`);
  const outcome = await record(dependencies, end, returnContent(draft, sold), sender);
  if ('problem' in outcome && !isReturnOf(original, outcome.inPlace))
    await giveBack(dependencies, place, number, lines);
  return outcome;
}

const isReturnOf = (original: string, entry: Entry | undefined): boolean =>
  entry?.kind === 'return' && entry.original === original;

const giveBack = (
  { ledger }: CheckoutDependencies,
  original: Place,
  number: string,
  lines: readonly ReturnDraftLine[],
) => ledger.mark(original, giveBackGoods(number, lines));
