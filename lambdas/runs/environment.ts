/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const RUNS_ENVIRONMENT = ['OPERATIONS_TABLE'] as const;
