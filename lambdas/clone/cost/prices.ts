/** What AWS asks in a Region, US dollars without tax. */
export interface Prices {
  /** A million read request units, on demand. */
  reads_usd_per_million: number;
  /** A million write request units, on demand. */
  writes_usd_per_million: number;
  storage_usd_per_gb_month: number;
  /** Restoring from a warm backup. */
  restore_usd_per_gb: number;
}

/** Where the figures come from, to be put right when AWS changes them: an estimate, not a bill. */
export const PRICES_SOURCE = {
  source: 'AWS price list, DynamoDB on demand and AWS Backup for DynamoDB, as remembered; compare before relying on it',
  date: '2025-11-01',
} as const;

export const PRICES: Readonly<Record<string, Prices>> = {
  'eu-west-3': {
    reads_usd_per_million: 0.1485,
    writes_usd_per_million: 0.7423,
    storage_usd_per_gb_month: 0.297,
    restore_usd_per_gb: 0.178,
  },
  'eu-central-1': {
    reads_usd_per_million: 0.1525,
    writes_usd_per_million: 0.7625,
    storage_usd_per_gb_month: 0.306,
    restore_usd_per_gb: 0.184,
  },
};
