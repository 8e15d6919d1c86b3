import type { ChainEnd } from '../../domain/chain/append.ts';
import type { DuplicateContent, Entry } from '../../domain/chain/entry.ts';
import { formatReceiptNumber, type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import type { StoredEntry } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type CheckoutDependencies, type Outcome, record, type Sender } from './record.ts';
import { markDuplicate, unmarkDuplicate } from './updates.ts';

function whyNot(original: StoredEntry | undefined, number: number, by: string): Refusal | undefined {
  if (original === undefined) return refuse('receipt-unknown', 'Check the number of the receipt to reprint.');
  if (original.duplicates.get(number) === by) return undefined;
  return refuse('duplicate-out-of-order', 'Reprint under `next`.', { next: original.duplicates.size + 1 });
}

/** Whether an entry is the very duplicate that a content asks for: then the number is its own, and stays with it. */
const isDuplicate = ({ original, number }: DuplicateContent, entry: Entry | undefined): boolean =>
  entry?.kind === 'duplicate' && entry.original === original && entry.number === number;

/**
 * Takes a number over from a reprint that can never be recorded, because its place holds other content: a late copy of one that was voided, which
 * died between its two steps.
 *
 * @returns why not; undefined when it was taken over
 */
async function takeOver(
  { chains, ledger }: CheckoutDependencies,
  original: Place,
  content: DuplicateContent,
  by: string,
  refusal: Refusal,
  holder: string | undefined,
): Promise<Refusal | undefined> {
  const at = holder === undefined ? undefined : parseReceiptNumber(holder);
  const inPlace = at && (await chains.entry(at));
  if (holder === undefined || inPlace === undefined || isDuplicate(content, inPlace.entry)) return refusal;
  const taken = await ledger.mark(original, markDuplicate(content.number, by, holder));
  return taken.done ? undefined : whyNot(taken.item, content.number, by);
}

/**
 * Records the nth reprint of a receipt in two conditional requests: it takes the number on the receipt, leaving its own there, then writes
 * its entry. A replay after a crash in between finds its own number and goes on.
 */
export async function recordDuplicate(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  original: Place,
  number: number,
  sender: Sender,
): Promise<Outcome> {
  const by = formatReceiptNumber({ ...end, sequence: end.sequence + 1 });
  const content: DuplicateContent = { kind: 'duplicate', original: formatReceiptNumber(original), number };
  const marked = await dependencies.ledger.mark(original, markDuplicate(number, by));
  const refusal = marked.done ? undefined : whyNot(marked.item, number, by);
  if (refusal) {
    const holder = marked.item?.duplicates.get(number);
    const still = await takeOver(dependencies, original, content, by, refusal, holder);
    if (still) return still;
  }
  const outcome = await record(dependencies, end, content, sender);
  if ('problem' in outcome && !isDuplicate(content, outcome.inPlace))
    await dependencies.ledger.mark(original, unmarkDuplicate(number, by));
  return outcome;
}
