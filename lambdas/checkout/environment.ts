/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const CHECKOUT_ENVIRONMENT = [
  'LEDGER_TABLE',
  'DEVICES_TABLE',
  'TIME_ZONE',
  'SKEW_MINUTES',
  'OFFLINE_DAYS',
] as const;
