/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const RECEIPTS_ENVIRONMENT = ['LEDGER_TABLE'] as const;
