import type { Entry } from '../../../domain/chain/entry.ts';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { vatOfSale } from '../../../domain/return.ts';
import { isPaidByVoucher } from '../../../domain/tender.ts';
import { recordedBody } from '../../../lambdas/shared/answers.ts';
import { numberOf, type StoredEntry } from '../../../lambdas/shared/ledger-item.ts';
import { stormPublicKey } from './key.ts';
import type { LedgerView } from './ledger-view.ts';
import type { Till } from './till.ts';
import { VOUCHER } from './wishes.ts';

type Kind<K extends Entry['kind']> = Entry & { kind: K };

const ofKind = <K extends Entry['kind']>(entries: readonly StoredEntry[], kind: K): Kind<K>[] =>
  entries.flatMap(({ entry }) => (entry.kind === kind ? [entry as Kind<K>] : []));

/** A chain is whole: no gap, every link, signature and sum right. */
function chainFaults({ store, till }: Till, chain: readonly StoredEntry[]): string[] {
  const verifier = createChainVerifier(store, till, () => stormPublicKey);
  for (const stored of chain) {
    const fault = verifier.accept(stored);
    if (fault) return [`chain broken at ${fault.receiptNumber}: ${fault.fault}`];
  }
  const fault = verifier.finish();
  return fault ? [`chain broken at ${fault.receiptNumber}: ${fault.fault}`] : [];
}

/** What a till was told is what stands, and all that stands was told: each wish exactly once, with one content. */
function acknowledgementFaults({ acknowledged }: Till, chain: readonly StoredEntry[]): string[] {
  const told = new Map(acknowledged.map(({ sequence, text }) => [sequence, text]));
  const wrong = chain.filter((stored) => told.get(stored.entry.sequence) !== recordedBody(stored));
  const lost = acknowledged.length - chain.length;
  return [
    ...wrong.map(({ entry }) => `${numberOf(entry)} is not what the till was told`),
    ...(lost === 0 ? [] : [`${acknowledged.length} acknowledged, ${chain.length} recorded`]),
  ];
}

function doubledSales(entries: readonly StoredEntry[]): string[] {
  const customers = ofKind(entries, 'sale').map(({ tenders }) => tenders[0]?.reference ?? '');
  return customers
    .filter((customer, i) => customers.indexOf(customer) !== i)
    .map((customer) => `${customer} sold twice`);
}

/** The voucher paid once; and it did pay when somebody asked at the end, though receipts that held it may never have come. */
export function brokenVoucherLaw(tills: readonly Till[], ledger: LedgerView): string[] {
  const entries = tills.flatMap((till) => ledger.chain(till));
  const paid = entries.filter(({ entry }) => isPaidByVoucher(entry, VOUCHER)).map(({ entry }) => numberOf(entry));
  return paid.length === 1 ? [] : [`${VOUCHER} paid ${paid.length} receipts: ${paid.join(', ')}`];
}

/** What came back of each line, by the entries of the returns. */
function returnedOf(sale: Entry, returns: readonly Kind<'return'>[], line: number) {
  const back = returns
    .filter(({ original }) => original === numberOf(sale))
    .flatMap(({ lines }) => lines.filter((each) => each.line === line));
  const sum = (pick: (each: (typeof back)[number]) => number) => back.reduce((total, each) => total + pick(each), 0);
  return {
    quantity: sum(({ quantity }) => quantity),
    amount: sum(({ gross }) => gross),
    vat: sum(({ vat }) => vat),
  };
}

/** Left and returned make what was sold, in pieces and in cents, and the marks on a sale are those of its recorded returns. */
function goodsFaults({ entry, left, returns: marks }: StoredEntry, returns: readonly Kind<'return'>[]): string[] {
  if (entry.kind !== 'sale') return [];
  const number = numberOf(entry);
  const vatIn = vatOfSale(entry);
  const sums = entry.lines.flatMap((sold, i) => {
    const back = returnedOf(entry, returns, i + 1);
    const now = left.get(i + 1);
    const adds =
      now?.quantity === sold.quantity - back.quantity &&
      now.amount === sold.gross - back.amount &&
      back.vat === vatIn(i + 1, sold.gross) - vatIn(i + 1, now.amount);
    return adds && now.quantity >= 0 && now.amount >= 0
      ? []
      : [`${number} line ${i + 1}: sold ${sold.quantity}, returned ${back.quantity}, left ${now?.quantity}`];
  });
  const recorded = returns.filter(({ original }) => original === number).map(numberOf);
  const loose = [...marks.keys()].filter((mark) => !recorded.includes(mark));
  return [...sums, ...loose.map((mark) => `${number}: the mark of ${mark}, which is no return of it`)];
}

/** The reprints of a receipt are numbered from 1 without a gap, and each number belongs to the entry that recorded it. */
function duplicateFaults({ entry, duplicates }: StoredEntry, recorded: readonly Kind<'duplicate'>[]): string[] {
  const own = recorded.filter(({ original }) => original === numberOf(entry)).toSorted((a, b) => a.number - b.number);
  const wrong = own.filter((each, i) => each.number !== i + 1 || duplicates.get(each.number) !== numberOf(each));
  const loose = duplicates.size - own.length;
  return [
    ...wrong.map((each) => `${numberOf(each)}: duplicate ${each.number} of ${each.original} is out of order`),
    ...(loose === 0 ? [] : [`${numberOf(entry)}: ${loose} numbers of duplicates that nobody printed`]),
  ];
}

/** Every law of checkout and returns, at the end of a schedule. @returns what is wrong, in words */
export function brokenLaws(tills: readonly Till[], ledger: LedgerView): string[] {
  const chains = tills.map((till) => ({ till, chain: ledger.chain(till) }));
  const entries = chains.flatMap(({ chain }) => chain);
  const returns = ofKind(entries, 'return');
  const duplicates = ofKind(entries, 'duplicate');
  return [
    ...tills.flatMap(({ surprises }) => surprises),
    ...chains.flatMap(({ till, chain }) => [...chainFaults(till, chain), ...acknowledgementFaults(till, chain)]),
    ...doubledSales(entries),
    ...entries.flatMap((stored) => [...goodsFaults(stored, returns), ...duplicateFaults(stored, duplicates)]),
  ];
}
