/** The environment variables of every function that works on forms. */
export const FORM_WORK_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TAX_FREE_TABLE',
  'CUSTOMS_URL',
  'ACQUIRER_URL',
  'OPERATOR',
] as const;
