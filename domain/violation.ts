/** A rule that a request breaks, as a value: expected refusals are not exceptions. */
export interface Violation {
  /** JSON pointer to what is wrong in the request. */
  at: string;
  /** Stable name of the rule. */
  rule: string;
  /** What the sender can do about it. */
  detail: string;
  /** What stands there, shortened when it is long. */
  found?: string | number | boolean | null;
  /** What may stand there. */
  allowed?: string;
}
