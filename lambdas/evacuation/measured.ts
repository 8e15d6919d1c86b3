/** What this function reports to the metrics of its Region: `lib/failover-alarms.ts` makes alarms of it, and a test compares them. */
export const MEASURES = ['asked', 'missed', 'rpo_receipts', 'rto_s', 'unverified'] as const;

export type Measured = Partial<Readonly<Record<(typeof MEASURES)[number], number>>>;
