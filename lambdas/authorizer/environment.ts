/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const AUTHORIZER_ENVIRONMENT = ['DEVICES_TABLE'] as const;
