import type { Violation } from '../../domain/violation.ts';

/** Every refusal a client can meet, as data: the docs are checked against this table. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request does not fit the contract' },
  unauthorized: { status: 401, title: 'The device did not prove who it is' },
  forbidden: { status: 403, title: 'The device may not do this' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'receipt-unknown': { status: 404, title: 'No such receipt was recorded' },
  'form-unknown': { status: 404, title: 'No such form was issued' },
  'not-evacuated': { status: 404, title: 'The Region serves this part of the traffic' },
  'sequence-taken': { status: 409, title: 'This sequence holds other content' },
  'reference-used': { status: 409, title: 'The voucher paid another receipt' },
  'reference-held': { status: 409, title: 'The voucher is paying another receipt' },
  'return-exceeds-remaining': { status: 409, title: 'The return asks for more than is left of the receipt' },
  'duplicate-out-of-order': { status: 409, title: "This is not the receipt's next duplicate" },
  'period-closed': { status: 409, title: 'The period is closed already' },
  'period-open': { status: 409, title: 'Another period has to be closed first' },
  'period-before-sales': { status: 409, title: 'A sale was made after this day' },
  'period-too-early': { status: 409, title: 'The period cannot be closed yet' },
  'receipt-claimed': { status: 409, title: 'The receipt is on a tax-free form' },
  'form-taken': { status: 409, title: 'This id holds another form' },
  'form-void': { status: 409, title: 'This form id was given up' },
  'form-not-cancellable': { status: 409, title: 'The form can no longer be cancelled, or not yet' },
  'cards-at-most': { status: 409, title: 'The form was tried with as many cards as it may be' },
  'form-not-refused': { status: 409, title: 'The form does not wait for another way to be paid' },
  'form-erased': { status: 410, title: "The traveller's data were erased" },
  'chain-moved': { status: 412, title: "The chain token is not the till's last one" },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'Only application/json is understood' },
  'passport-unreadable': { status: 422, title: 'The passport could not be read' },
  'not-eligible': { status: 422, title: 'There is no tax-free refund for this' },
  'rule-broken': { status: 422, title: 'The content breaks a rule' },
  'time-not-believable': { status: 422, title: "The time is too far from the Region's clock" },
  throttled: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'The outcome is not known' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** What a problem says beyond its type: what to do, and members of its own. */
export interface ProblemDetails {
  detail: string;
  errors?: Violation[];
  [member: string]: unknown;
}

/** A refusal as a value, to be returned and not thrown. */
export interface Refusal {
  problem: ProblemName;
  details: ProblemDetails;
}

export const refuse = (problem: ProblemName, detail: string, more: Record<string, unknown> = {}): Refusal => ({
  problem,
  details: { detail, ...more },
});

export const isRefusal = (value: object): value is Refusal => 'problem' in value;

/** The stable `type` of a problem (RFC 9457), explained in docs/problems.md. */
export const problemType = (name: ProblemName): string => `urn:permanence:problem:${name}`;
