const REGIONS = ['eu-west-3', 'eu-central-1'] as const;

/** Runs of these work in one Region, on what is there; each Region's is one of its own. */
const IN_EACH_REGION = ['restore-test', 'clone-environment', 'repair-clone', 'remove-clone'] as const;

/** Of these there is one, wherever it runs; `tax-free-money` is what people decide about the money of forms (commands/form.ts). */
const IN_ALL = ['failover', 'failback', 'repair-ledger', 'tax-free-money'] as const;

/**
 * The runbooks by the names of their locks and chains. They vouch for each other: every `begin` and `end` carries the heads of the others.
 */
export const RUNBOOKS: readonly string[] = [
  ...IN_EACH_REGION.flatMap((name) => REGIONS.map((region) => `${name}-${region}`)),
  ...IN_ALL,
];
