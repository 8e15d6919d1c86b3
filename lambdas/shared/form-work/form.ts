import type { Language } from '../../../domain/tax-free/language.ts';
import type { RateTotal } from '../../../domain/vat.ts';

/** Who sold the goods, as it stands on the form. */
export interface FormMerchant {
  name: string;
  vatNumber: string;
  town: string;
  /** Name of the shopping centre it is in. */
  centre?: string;
}

/** An article of the form; amounts in cents, the VAT rate in basis points. */
export interface FormLine {
  receipt: string;
  /** Line of that receipt, 1 for the first. */
  line: number;
  gtin: string;
  label: string;
  quantity: number;
  gross: number;
  net: number;
  vat: number;
  vatRate: number;
  /** Needed by customs from EUR 500. */
  type?: string;
  brand?: string;
}

/** What the traveller agreed to: that the data go to customs, and that the card may be debited again. */
export interface Consent {
  textVersion: string;
  /** ISO 8601 with offset. */
  time: string;
  language: Language;
}

/** What a form says and never changes; nothing in it names a person. Amounts in cents. */
export interface FormContent {
  formId: string;
  store: string;
  /** The kiosk's code in its store. */
  kiosk: string;
  /** Name of the tax-free operator's settings. */
  operator: string;
  merchant: FormMerchant;
  method: 'card';
  /** Each with the hash of the signed entry that the form was made from. */
  receipts: { number: string; hash: string }[];
  lines: FormLine[];
  totals: RateTotal[];
  gross: number;
  vat: number;
  /** refund + fee = VAT */
  refund: number;
  fee: number;
  credit: 'before-customs' | 'after-customs';
  /** First instant that is too late for customs to validate, ISO 8601 with offset. */
  validationBefore: string;
  /** The last day that is in time, ISO date. */
  validationLastDay: string;
  /** ISO 3166-1 alpha-2, or `IC`, `EA`. */
  residence: string;
  consent: Consent;
  language: Language;
  /** ISO 8601 in UTC. */
  issuedAt: string;
  /** Id of the cancelled form that this one replaces. */
  corrects?: string;
  /** Which of the traveller's data staff stated, as the document's zone could not say them, and who did. */
  stated?: { operator: string; fields: ('birthDate' | 'expiryDate')[] };
}

/** What names the traveller: encrypted field by field wherever it rests, and never logged. */
export interface Personal {
  surname: string;
  givenNames: string;
  /** ISO date, possibly without day or month. */
  birthDate: string;
  /** ISO 3166-1 alpha-2; empty for somebody without one. */
  nationality: string;
  passportNumber: string;
  /** ISO date. */
  passportExpiry: string;
}

/** How a refund was paid that no card took. */
export interface Payment {
  means: 'cash' | 'transfer';
  /** Of the cash slip or the transfer, by which an auditor finds it. */
  reference: string;
  /** Who paid. */
  operator: string;
}

/** How a person settled what was owed on a disputed form. */
export interface Settlement {
  /** Cents that were owed to the traveller and are settled; less than 0 when the traveller owed them. */
  owed: number;
  means: 'cash' | 'transfer' | 'written-off' | 'nothing-owed';
  /** By which an auditor finds it. */
  reference: string;
  /** Who settled it. */
  operator: string;
}

/** A card as the acquirer keeps it for us: never its number. */
export interface StoredCard {
  /** The acquirer's stored payment method. */
  token: string;
  brand: string;
  lastFour: string;
  /** The acquirer's name for the shopper who owns the token. */
  shopperReference: string;
}
