/**
 * The environment variables of this function: the live tables it compares and repairs, where it writes plans down, the vaults it
 * restores from, and how the names of restored tables begin.
 */
export const REPAIR_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'OPERATIONS_TABLE',
  'BACKUP_VAULT',
  'TAPE_VAULT',
  'RESTORED_PREFIX',
] as const;
