import type { Category } from './exclusion.ts';

/** What the purchaser says at the kiosk; consent to it is kept with the form. */
export interface Declarations {
  /** That the habitual residence is in the country given. */
  residence: boolean;
  /** To carry a proof of residence, which customs ask for where the passport is of another country. */
  proofOfResidence: boolean;
  /** To stay in the Union for less than six months. */
  stayUnderSixMonths: boolean;
}

export interface Purchaser {
  /** ISO date, possibly without day or month, empty if unknown, as a passport gives it. */
  birthDate: string;
  /** ISO 3166-1 alpha-2; undefined for somebody without one. It decides nothing by itself. */
  nationality: string | undefined;
  /** Country of habitual residence, ISO 3166-1 alpha-2, or `IC`, `EA`, `XI`: see `residence.ts`. */
  residence: string;
  declarations: Declarations;
  /** ISO date, possibly without day, of the passport's expiry; absent for a document that does not expire. */
  passportExpiry?: string;
}

export interface Merchant {
  vatNumber: string;
  town: string;
  /** Name of the shopping centre it is in. */
  centre?: string;
}

/** What is left of a sold line after returns. A line of which nothing is left has quantity 0. */
export interface ReceiptLine {
  gtin: string;
  label: string;
  quantity: number;
  /** Cents including VAT, after discounts and without what was returned. */
  gross: number;
  /** Cents of VAT in it: with what returns gave back, it is the line's share of the receipt's VAT to the cent. */
  vat: number;
  /** Basis points. */
  vatRate: number;
  /** Absent for ordinary goods. */
  category?: Category;
  /** What the article is, needed from EUR 500. */
  type?: string;
  /** Needed from EUR 500. */
  brand?: string;
}

export interface Receipt {
  number: string;
  /** When it was sold, ISO 8601 with offset. */
  time: string;
  merchant: Merchant;
  /** True if what was presented is a numbered reprint. */
  duplicate?: boolean;
  /** True if a Region could not believe the time that the till stated: the day of purchase is not proven. */
  timeNotProven?: boolean;
  lines: readonly ReceiptLine[];
}

/** What a traveller asks: a refund on these receipts. */
export interface TaxFreeRequest {
  purchaser: Purchaser;
  receipts: readonly Receipt[];
}
