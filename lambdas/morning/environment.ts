/**
 * The environment variables of this function: read by its handler, and all of them demanded by its construct.
 *
 * `PREFIX` begins every name (`permanence-production`). `BACKUP_RULES` and `TABLE_SETTINGS` are JSON: what the backup plan
 * schedules (`BackupRule[]` of `domain/morning/schedule.ts`), and what the templates set on every table of facts (`TableSettings` of
 * `domain/morning/fidelity.ts`).
 */
export const MORNING_ENVIRONMENT = [
  'PREFIX',
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TAX_FREE_TABLE',
  'OPERATIONS_TABLE',
  'BACKUP_VAULT',
  'TAPE_VAULT',
  'BACKUP_RULES',
  'TABLE_SETTINGS',
] as const;
