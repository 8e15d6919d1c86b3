/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const HEALTH_ENVIRONMENT = ['LEDGER_TABLE', 'OPERATIONS_TABLE', 'REGIONS'] as const;
