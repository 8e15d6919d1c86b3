/**
 * The runbooks by the names of their locks and chains. They vouch for each other: every `begin` and `end` carries the heads of the others.
 * A restore test runs in each Region over the vaults there, so each Region's is one of its own.
 */
export const RUNBOOKS = [
  'restore-test-eu-west-3',
  'restore-test-eu-central-1',
  'clone-environment',
  'repair-clone',
  'failover',
  'failback',
  'repair-ledger',
] as const;
