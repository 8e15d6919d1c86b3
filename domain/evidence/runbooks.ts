/** The runbooks whose chains vouch for each other: every `begin` and `end` carries the heads of the others. */
export const RUNBOOKS = [
  'restore-test',
  'clone-environment',
  'repair-clone',
  'failover',
  'failback',
  'repair-ledger',
] as const;
