import type { Facts } from './facts.ts';
import type { Text } from './language.ts';
import type { ResidenceStatus } from './residence.ts';
import type { Sourced } from './source.ts';

/** Stable names of the reasons for which a form is refused. */
export type ReasonCode =
  | 'too-young'
  | 'passport-expired'
  | Exclude<ResidenceStatus, 'eligible'>
  | 'residence-not-declared'
  | 'residence-proof-not-declared'
  | 'stay-not-declared'
  | 'receipt-repeated'
  | 'duplicate-receipt'
  | 'purchase-date-not-proven'
  | 'other-merchant'
  | 'days-apart'
  | 'issued-too-late'
  | 'total-too-low'
  | 'commercial-quantity'
  | 'type-or-brand-missing'
  | 'type-too-vague';

/** One rule of eligibility: why a form is refused, where that comes from, what the traveller reads, and when it applies. */
export interface Rule extends Sourced {
  code: ReasonCode;
  text: Text;
  refuses: (facts: Facts) => boolean;
}
