/** How a traveller gets the money. */
export type RefundMethod = 'card' | 'cash';

/** A share of the gross at each VAT rate, both in basis points. */
export interface Share {
  vatRate: number;
  share: number;
}

/** A fixed refund for a form whose gross is at least `from`, both in cents. */
export interface Tier {
  from: number;
  refund: number;
}

/** What a method pays. */
export interface MethodTerms {
  method: RefundMethod;
  pays: { by: 'share'; shares: readonly Share[] } | { by: 'tier'; tiers: readonly Tier[] };
  /** Least the operator keeps of a form, in cents. */
  minimumFee: number;
  /** Largest refund in cents that is credited before customs have validated; above it the credit waits for them. */
  earlyCreditCeiling: number;
}

/** An operator's terms, checked when loaded: see `check.ts`. */
export interface OperatorTerms {
  operator: string;
  methods: readonly MethodTerms[];
  /** Days after an early credit within which customs must have validated, or the card is debited again. */
  reclaimAfterDays: number;
  /** Cents debited on top of the refund when it is debited again. */
  lateFee: number;
}
