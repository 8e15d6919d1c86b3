/** What each runbook is for and when it runs, for people who see that it never did. */
export const RUNBOOK_SAYS: Readonly<Record<string, { readonly does: string; readonly starts: string }>> = {
  'restore-test': {
    does: 'restores every recovery point of the last day and proves that a store could run on it',
    starts: 'every morning at five, or by hand: npm run runbook -- restore-test',
  },
  'clone-environment': {
    does: 'makes a masked copy of an environment under other names',
    starts: 'by hand: npm run runbook -- clone-environment --input \'{"name":"spring"}\'',
  },
  'repair-clone': { does: 'finishes or removes a clone whose run died', starts: 'by hand' },
  'remove-clone': { does: 'removes clones', starts: 'on the date of each clone, or by hand' },
  'repair-ledger': {
    does: 'puts missing, altered and forged entries right from a backup; asks a person first',
    starts: 'by hand, see docs/runbooks.md#repair-ledger',
  },
  failover: {
    does: 'leaves a Region: its traffic goes to the other one; asks a person unless it is a drill',
    starts: 'by the alarm other-region-lost, on game days, or by hand: npm run runbook -- failover --leave paris',
  },
  failback: {
    does: 'gives a Region that was left its traffic back, a tenth first',
    starts: 'after game days, or by hand: npm run runbook -- failback --bring-back paris',
  },
};

/** All runbooks that can be started. */
export const RUNBOOK_NAMES: readonly string[] = Object.keys(RUNBOOK_SAYS);
