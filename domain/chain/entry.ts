import type { Category } from '../tax-free/exclusion.ts';
import type { RateTotal } from '../vat.ts';

/** Gross totals since the till's first entry, in cents; they never go down. Source: CGI art. 286-I-3° bis (perpetual total). */
export interface Perpetual {
  sales: number;
  returns: number;
}

/** Totals of a stretch of a till's chain, per VAT rate. */
export interface Totals {
  sales: RateTotal[];
  returns: RateTotal[];
  /** Money that went back another way than it came: how many tenders, and their cents; absent when there is none. [ours] */
  exceptions?: { number: number; amount: number };
  /** How many entries say a time that is not proven; absent when there is none. */
  timesNotProven?: number;
}

/** What was sold at one VAT rate, written short because every entry carries it: basis points, gross and VAT in cents. Net is gross − VAT. */
export type RateSum = [vatRate: number, gross: number, vat: number];

/** Money that went back another way than it came, written short: how many tenders, and their cents. */
export type ExceptionSum = [number: number, amount: number];

/** Running totals, as entries and tokens carry them: `Totals` written short. At most one sum a VAT rate, so they are bounded. */
export interface Sums {
  exceptions?: ExceptionSum;
  returns: RateSum[];
  sales: RateSum[];
  timesNotProven?: number;
}

/** What every entry of a till's chain carries. */
export interface EntryFrame {
  store: string;
  till: string;
  sequence: number;
  /** When it happened at the till, ISO 8601 with offset. */
  time: string;
  /** When a Region first accepted it, ISO 8601 in UTC. */
  recordedAt: string;
  /** The sales advisor. */
  operator: string;
  /** SHA-256 (base64url) of the previous entry's chain token, so that the chain links content and signatures. */
  previous: string;
  /** Id of the key that signs this entry. */
  key: string;
  perpetual: Perpetual;
  /** Sequence of the till's last closing up to and including this entry, 0 before the first. */
  closing: number;
  /** Sequence of its last closing of a day, absent when that is the last closing. */
  dayClosing?: number;
  /** Totals since its last closing of a day, this entry included: the next closed day will hold them. */
  unclosed: Sums;
  /** When the last sale or return in `unclosed` was made; absent when it is this one, or there is none. See `soldAt`. */
  lastSoldAt?: string;
  /** The latest proven time of the till's entries; absent when it is this one's. */
  latestTime?: string;
  /**
   * That a Region could not believe the time: it lies outside what the clocks of till and Region may differ by, or before the till's entries,
   * and the receipt had been handed out offline. Tax-free forms take no such receipt; reports count them.
   */
  timeNotProven?: true;
}

export interface Reduction {
  amount: number;
  reason: string;
}

export interface SoldLine {
  gtin: string;
  label: string;
  quantity: number;
  unitPrice: number;
  vatRate: number;
  /** Cents the customer pays for the line, after every discount. */
  gross: number;
  discount?: Reduction;
  priceOverride?: { originalUnitPrice: number; reason: string };
  /** What kind of goods it is; absent for ordinary goods. */
  category?: Category;
  /** What the article is and its brand: customs want both, from EUR 500, on a tax-free form. */
  type?: string;
  brand?: string;
}

/** Why money goes back another way than it came. [ours] */
export const EXCEPTION_REASONS = [
  'card-closed',
  'card-not-present',
  'acquirer-refused',
  'voucher-expired',
  'gift-receipt',
  'customer-request',
] as const;

export type ExceptionReason = (typeof EXCEPTION_REASONS)[number];

export interface Tender {
  type: 'cash' | 'card' | 'voucher';
  amount: number;
  reference?: string;
  /** Of a return: why money goes back another way than it came. Absent when it goes to a means that the sale was paid with. */
  exception?: ExceptionReason;
}

export interface SaleContent {
  kind: 'sale';
  lines: SoldLine[];
  tenders: Tender[];
  totals: RateTotal[];
  total: number;
  discount?: Reduction;
  customerResidence?: string;
}

export interface ReturnedLine {
  /** Line of the original receipt, 1 for the first. */
  line: number;
  gtin: string;
  label: string;
  quantity: number;
  vatRate: number;
  /** Cents given back: gross = net + VAT. All parts of a line add up to what was sold, each of the three. */
  gross: number;
  net: number;
  vat: number;
}

export interface ReturnContent {
  kind: 'return';
  original: string;
  lines: ReturnedLine[];
  tenders: Tender[];
  totals: RateTotal[];
  total: number;
  reason?: string;
}

/** A sequence that was given out and could not be completed; it keeps the chain free of gaps. */
export interface VoidContent {
  kind: 'void';
  reason: string;
}

export interface DuplicateContent {
  kind: 'duplicate';
  original: string;
  number: number;
}

export type Span = 'day' | 'month' | 'year';

/** What a closing leaves open for the next larger spans. */
export interface Running {
  month: Sums;
  year: Sums;
  /** First entry that is counted in them, 0 when no day of the period is closed yet. */
  from: { month: number; year: number };
  /** The last closed period per span; an empty text when there is none. */
  last: Record<Span, string>;
}

export interface ClosingContent {
  kind: 'closing';
  span: Span;
  period: string;
  /** First and last entry counted; from is above to when nothing happened. */
  from: number;
  to: number;
  totals: Totals;
  running: Running;
}

export type Content = SaleContent | ReturnContent | VoidContent | DuplicateContent | ClosingContent;

export type Entry = EntryFrame & Content;
