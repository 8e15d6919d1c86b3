import type { ReturnRequest } from '../../api/generated/contract.ts';
import type { ChainEnd } from '../../domain/chain/append.ts';
import type { Entry, SaleContent } from '../../domain/chain/entry.ts';
import { formatReceiptNumber, type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { type ReturnDraft, returnContent, returnViolations } from '../../domain/return.ts';
import { markText, type Taken } from '../../domain/return-mark.ts';
import { type TakeBack, takeBack } from '../../domain/take-back.ts';
import type { StoredEntry } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type CheckoutDependencies, type Outcome, record, type Sender } from './record.ts';
import { freeGoods, takeGoods } from './updates.ts';

type Sale = Entry & SaleContent;

/** A return on its way: its number, what it asks for, and where its original stands. */
interface Asked {
  number: string;
  place: Place;
  draft: ReturnDraft;
}

/** Each try that fails met a change of the sale by somebody else. */
const MOST_TRIES = 50;

function refusalOf(
  judgement: Exclude<TakeBack, { taken: Taken } | { before: Taken }>,
  { number }: Asked,
  original: StoredEntry,
): Refusal {
  if ('sentBefore' in judgement)
    return refuse('sequence-taken', 'This return was sent before with other goods or tenders.', {
      receiptNumber: number,
    });
  if ('held' in judgement)
    return refuse('receipt-claimed', 'Cancel the tax-free form first, or take back only what is not on it.', {
      form: original.claim?.form ?? '',
    });
  const { violations: errors } = judgement;
  return errors.some(({ rule }) => rule === 'exceeds-remaining')
    ? refuse('return-exceeds-remaining', 'Return at most what is left; `errors` names it per line.', { errors })
    : refuse('rule-broken', 'Correct what `errors` names.', { errors });
}

/** Rules that a return may break only because another one, which can never be recorded, took goods or money before it. */
const FOR_WANT: readonly string[] = ['exceeds-remaining', 'amount-due', 'tender-over-paid', 'returns-at-most'];

const isForWantOfGoods = (judgement: TakeBack): boolean =>
  'violations' in judgement && judgement.violations.some(({ rule }) => FOR_WANT.includes(rule));

function judge(original: StoredEntry, sale: SaleContent, { number, draft }: Asked): TakeBack {
  const { left, returns, claim } = original;
  const held = claim === undefined ? new Set<number>() : claim.lines === undefined ? 'all' : new Set(claim.lines);
  return takeBack({ sale, left, returns, held }, number, draft);
}

const isReturnOf = (original: string, entry: Entry): boolean => entry.kind === 'return' && entry.original === original;

/**
 * Gives back what returns took that can never be recorded: their place holds other content. A late copy of a voided return that dies between
 * its two steps leaves such a mark, and nobody repeats it.
 *
 * @returns whether there were any
 */
async function freeOrphans(
  { chains, ledger }: CheckoutDependencies,
  { draft, place }: Asked,
  original: StoredEntry,
): Promise<boolean> {
  const freed = await Promise.all(
    [...original.returns].map(async ([by, mark]) => {
      const at = parseReceiptNumber(by);
      const inPlace = at && (await chains.entry(at));
      if (inPlace === undefined || isReturnOf(draft.original, inPlace.entry)) return false;
      await ledger.mark(place, freeGoods(by, mark));
      return true;
    }),
  );
  return freed.includes(true);
}

/** Takes the goods off the original as it was seen; whoever was overtaken judges anew, by the item that the refused write brought. */
async function take(
  dependencies: CheckoutDependencies,
  asked: Asked,
  seen: StoredEntry | undefined,
): Promise<{ taken: Taken; sale: Sale } | { refusal: Refusal; original?: StoredEntry }> {
  let original = seen;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (original === undefined)
      return { refusal: refuse('receipt-unknown', 'Check the number of the original receipt.') };
    if (original.entry.kind !== 'sale') return { refusal: noSale(original.entry) };
    const sale = original.entry;
    const judgement = judge(original, sale, asked);
    if ('before' in judgement) return { taken: judgement.before, sale };
    if (!('taken' in judgement)) {
      const refusal = refusalOf(judgement, asked, original);
      return isForWantOfGoods(judgement) ? { refusal, original } : { refusal };
    }
    const written = await dependencies.ledger.mark(asked.place, takeGoods(asked.number, original, judgement));
    if (written.done) return { taken: judgement.taken, sale };
    original = written.item;
  }
  throw new Error(`${asked.draft.original} changed ${MOST_TRIES} times while goods were to come back`);
}

const noSale = ({ kind }: Entry): Refusal =>
  refuse('rule-broken', 'Name the receipt of a sale.', {
    errors: [{ at: '/original', rule: 'original-is-sale', detail: `This receipt is a ${kind}.` }],
  });

/** Takes the goods, or refuses: then nothing was written. Before it refuses what is not left, it frees what nobody can record any more. */
async function takeOrRefuse(
  dependencies: CheckoutDependencies,
  asked: Asked,
): Promise<{ taken: Taken; sale: Sale } | Refusal> {
  const first = await take(dependencies, asked, await dependencies.chains.entry(asked.place));
  if ('taken' in first) return first;
  if (first.original === undefined || !(await freeOrphans(dependencies, asked, first.original))) return first.refusal;
  const second = await take(dependencies, asked, await dependencies.chains.entry(asked.place));
  return 'taken' in second ? second : second.refusal;
}

/**
 * Records a return: it reads the original, takes the goods off it by one conditional update that leaves its own number there, then writes its
 * entry. A return that is refused writes nothing.
 *
 *     take the goods ──── dies here ────> write the entry
 *            a replay finds its own number and goes on; nobody else can return these goods meanwhile
 *            its sequence was given to a void: the next return that misses the goods frees them
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
  const taken = await takeOrRefuse(dependencies, { number, place, draft });
  if ('problem' in taken) return taken;
  const content = returnContent(draft, taken.sale, taken.taken);
  const outcome = await record(dependencies, end, content, sender);
  if ('problem' in outcome && !(outcome.inPlace !== undefined && isReturnOf(original, outcome.inPlace)))
    await dependencies.ledger.mark(place, freeGoods(number, markText(taken.taken)));
  return outcome;
}
