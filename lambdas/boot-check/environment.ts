/**
 * The environment variables of this function: the live tables it compares with, the tax-free operator of the handlers it runs, and how the
 * names of restored tables begin. Beside those it works only on clones (`permanence-clone-…`).
 */
export const BOOT_CHECK_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TAX_FREE_TABLE',
  'OPERATIONS_TABLE',
  'OPERATOR',
  'RESTORED_PREFIX',
] as const;
