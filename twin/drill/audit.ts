import type { Workplace } from '../../commands/registry/clients.ts';
import { listSigningKeys } from '../../commands/registry/signing-keys.ts';
import type { Entry } from '../../domain/chain/entry.ts';
import { createChainVerifier } from '../../domain/chain/verify.ts';
import { LAST_SEQUENCE } from '../../domain/receipt-number.ts';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { OutcomeUnknown } from '../../lambdas/shared/deadline.ts';
import { publicKeyObject } from '../../lambdas/shared/keyring.ts';
import { numberOf, type StoredEntry } from '../../lambdas/shared/ledger-item.ts';
import type { TillRecord } from './till-run.ts';

/** What the ledger says of a run, against what the tills handed out. */
export interface Findings {
  entries: number;
  acknowledged: number;
  /** Acknowledged receipts that the ledger does not hold as they were handed out. */
  lost: string[];
  /** Customers who stand in the ledger more than once. */
  doubled: string[];
  /** Chains with a gap, a wrong link, signature or sum. */
  chainsBroken: string[];
  /** Entries that nobody acknowledged and no till has in its queue. */
  unexplained: string[];
  /** Sales of which more was returned than sold, or whose remains do not add up with the returns recorded. */
  overReturned: string[];
}

interface Chain {
  entries: StoredEntry[];
  fault?: string;
}

async function readChain(place: Workplace, { device: { store, till } }: TillRecord): Promise<Chain> {
  const keys = new Map((await listSigningKeys(place)).map(({ kid, publicKey }) => [kid, publicKeyObject(publicKey)]));
  const verifier = createChainVerifier(store, till, (kid) => keys.get(kid));
  const entries: StoredEntry[] = [];
  for await (const stored of createChainReader(place.dynamodb, place.ledgerTable).range(
    store,
    till,
    1,
    LAST_SEQUENCE,
  )) {
    entries.push(stored);
    const fault = verifier.accept(stored);
    if (fault) return { entries, fault: `${fault.receiptNumber}: ${fault.fault}` };
  }
  const fault = verifier.finish();
  return fault ? { entries, fault: `${fault.receiptNumber}: ${fault.fault}` } : { entries };
}

/** An auditor can wait: what a busy database did not answer in a till's time is asked again. */
async function patiently<T>(read: () => Promise<T>, attempts = 10): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof OutcomeUnknown) || attempts === 1) throw error;
    return patiently(read, attempts - 1);
  }
}

/** What an entry was for: the customer of a sale, the original of a return. */
function purpose(entry: Entry): string | undefined {
  if (entry.kind === 'sale') return entry.tenders[0]?.reference;
  return entry.kind === 'return' ? entry.original : undefined;
}

/** Voids stand for returns that the ledger refused: they were acknowledged as refusals. */
function unexplained(
  { entry }: StoredEntry,
  { acknowledged, unsettled }: TillRecord,
  queued: ReadonlySet<string>,
): boolean {
  const number = numberOf(entry);
  return entry.kind !== 'void' && ![acknowledged, unsettled, queued].some((known) => known.has(number));
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

/** Sales whose returned goods are more than what was sold, by the returns' own entries or by what the sale says is left. */
function overReturned(entries: readonly StoredEntry[]): string[] {
  const returned = new Map<string, number>();
  for (const { entry } of entries) {
    if (entry.kind !== 'return') continue;
    for (const { line, quantity } of entry.lines) {
      const key = `${entry.original}/${line}`;
      returned.set(key, (returned.get(key) ?? 0) + quantity);
    }
  }
  return entries.flatMap(({ entry, left }) => {
    if (entry.kind !== 'sale') return [];
    const wrong = entry.lines.some(({ quantity }, i) => {
      const back = returned.get(`${numberOf(entry)}/${i + 1}`) ?? 0;
      return back > quantity || left.get(i + 1)?.quantity !== quantity - back;
    });
    return wrong ? [numberOf(entry)] : [];
  });
}

/**
 * Holds the ledger against the tills: every acknowledged receipt is in it exactly once, every stored receipt was acknowledged or is still
 * queued, every chain is gap-free and verifies, nothing came back that was not sold.
 */
export async function audit(
  place: Workplace,
  records: readonly TillRecord[],
  queued: readonly string[],
): Promise<Findings> {
  const chains: Chain[] = [];
  for (const record of records) chains.push(await patiently(() => readChain(place, record)));
  const entries = chains.flatMap((chain) => chain.entries);
  const stored = new Map(entries.map(({ entry }) => [numberOf(entry), purpose(entry)]));
  const waiting = new Set(queued);
  const acknowledged = records.flatMap((record) => [...record.acknowledged]);
  const customers = entries.flatMap(({ entry }) => (entry.kind === 'sale' ? [purpose(entry) ?? ''] : []));
  return {
    entries: entries.length,
    acknowledged: acknowledged.length,
    lost: acknowledged.flatMap(([number, what]) => (stored.get(number) === what ? [] : [number])),
    doubled: repeated(customers),
    chainsBroken: chains.flatMap(({ fault }) => (fault ? [fault] : [])),
    unexplained: records.flatMap((record, i) =>
      (chains[i]?.entries ?? [])
        .filter((entry) => unexplained(entry, record, waiting))
        .map(({ entry }) => numberOf(entry)),
    ),
    overReturned: overReturned(entries),
  };
}
