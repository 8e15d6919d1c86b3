/**
 * What the work on forms reports in its log for somebody to look at, as `Trouble` of `lambdas/shared/form-work/work-log.ts` says; a
 * test compares them. Each has an alarm of its name.
 */
export const TROUBLES = [
  'form-not-at-customs',
  'money-unanswered',
  'outcome-of-other-key',
  'outcome-mismatch',
  'money-disputed',
  'customs-contradict',
  'claim-refused',
  'slips-exhausted',
  'customs-failed',
  'work-failed',
] as const;

export type TroubleName = (typeof TROUBLES)[number];
