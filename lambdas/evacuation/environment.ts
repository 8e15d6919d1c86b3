/**
 * The environment variables of this function. `PUBLIC_URL`, `OWN_URL` and `OTHER_URL` have no slash at the end; each is `none` where there
 * is none, as is `OTHER_REGION`. `DNS_SERVER` is `system`, or the `address:port` of another name server. `RULES` is JSON: see `rules.ts`.
 */
export const EVACUATION_ENVIRONMENT = [
  'OPERATIONS_TABLE',
  'LEDGER_TABLE',
  'TAX_FREE_TABLE',
  'PUBLIC_URL',
  'OWN_URL',
  'OTHER_URL',
  'OTHER_REGION',
  'DNS_SERVER',
  'RULES',
] as const;
