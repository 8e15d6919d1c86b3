/**
 * The environment variables of this function: read by its handler, and all of them demanded by its construct.
 *
 * `CLONE_KEY_ALIAS` (`alias/<prefix>-clone`) is a KMS key of its own that seals what clones hold: this function encrypts under it and a
 * clone's functions decrypt under it and under nothing else, so that no clone can open anything of the original. This function also
 * decrypts under the original's secrets key, to re-key personal data.
 */
export const CLONE_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TAX_FREE_TABLE',
  'OPERATIONS_TABLE',
  'BACKUP_VAULT',
  'TAPE_VAULT',
  'CLONE_KEY_ALIAS',
] as const;
