import type {
  ClosingRequest,
  DuplicateRequest,
  ReturnRequest,
  SaleRequest,
  VoidRequest,
} from '../../api/generated/contract.ts';
import { formatReceiptNumber, type Place } from '../../domain/receipt-number.ts';
import type { RegionalRequest } from '../regions/attempt.ts';

/** What a till says, without the token that links it to the entry before. */
export type Content =
  | Omit<SaleRequest, 'chainToken'>
  | Omit<ReturnRequest, 'chainToken'>
  | Omit<VoidRequest, 'chainToken'>
  | Omit<DuplicateRequest, 'chainToken'>
  | Omit<ClosingRequest, 'chainToken'>;

export type EntryKind = 'sale' | 'return' | 'void' | 'duplicate' | 'closing';

/**
 * One entry of a till's chain as the till writes it down. It names the address and the content, and never changes: with the token of
 * the entry before, which never changes either, every sending of it has the same bytes.
 */
export interface Entry {
  sequence: number;
  kind: EntryKind;
  path: string;
  content: Content;
}

/** The till whose chain this is. */
export interface TillName {
  store: string;
  till: string;
}

export const tillPath = ({ store, till }: TillName): string => `/v1/stores/${store}/tills/${till}`;

/** A sale, a return or a void: an entry at its own address in the till's chain. */
export const receiptEntry = (name: TillName, sequence: number, content: Content & { kind: EntryKind }): Entry => ({
  sequence,
  kind: content.kind,
  path: `${tillPath(name)}/receipts/${sequence}`,
  content,
});

/** A numbered reprint: its address is the receipt's, its place is in the chain of the till that prints. */
export const duplicateEntry = (receipt: Place, number: number, content: DuplicateRequest): Entry => ({
  sequence: content.sequence,
  kind: 'duplicate',
  path: `${tillPath(receipt)}/receipts/${receipt.sequence}/duplicates/${number}`,
  content,
});

export const closingEntry = (name: TillName, period: string, content: ClosingRequest): Entry => ({
  sequence: content.sequence,
  kind: 'closing',
  path: `${tillPath(name)}/closings/${period}`,
  content,
});

/** The void that takes the place of an entry that the ledger refused, so that the chain has no gap. */
export function voidOf(name: TillName, entry: Entry, reason: string): Entry {
  const { time, operator } = entry.content;
  return receiptEntry(name, entry.sequence, { kind: 'void', time, operator, reason });
}

/**
 * The request that records an entry. Of a sale that was handed out before a Region answered it says so: then the ledger marks a time that
 * it cannot believe, and does not refuse what a customer holds. It is no part of what a replay is compared by.
 */
export function entryRequest(entry: Entry, chainToken: string | undefined, isHandedOut: boolean): RegionalRequest {
  const content = {
    ...entry.content,
    ...(chainToken === undefined ? {} : { chainToken }),
    ...(isHandedOut && entry.kind === 'sale' ? { offline: true } : {}),
  };
  return { method: 'PUT', path: entry.path, body: JSON.stringify(content) };
}

export const receiptNumberOf = (name: TillName, sequence: number): string =>
  formatReceiptNumber({ store: name.store, till: name.till, sequence });

/** Reads whatever the ledger holds at a sequence of this till. */
export const lookUpRequest = (name: TillName, sequence: number): RegionalRequest => ({
  method: 'GET',
  path: `/v1/receipts/${receiptNumberOf(name, sequence)}`,
});
