/** The prefix, in bits, of the networks below: as much as resolvers tell of a client. Source: RFC 7871, section 11.1. */
export const VANTAGE_PREFIX = 24;

/**
 * A network in each Region, from where its customers are looked at: a name server is asked what it would answer somebody there. They are
 * networks of AWS's own, so that the nearest Region is certain. Source: ip-ranges.json of AWS.
 */
export const VANTAGES: Readonly<Record<string, string>> = {
  'eu-west-3': '35.180.0.0',
  'eu-central-1': '3.120.0.0',
};
