import type { ServiceAlarmProps } from './constructs/service-alarm.ts';

type FailoverAlarmRule = Pick<ServiceAlarmProps, 'impact' | 'firstLook' | 'threshold' | 'breaching'> & {
  /** Periods that are looked at. */
  readonly periods: number;
  readonly every: 'minute' | 'hour';
};

/**
 * What the evacuation function reports, as `Measured` of `lambdas/evacuation/dependencies.ts` says; a test compares them. Each is the
 * number at `$.evacuation.<name>` of a line of its log.
 */
export const EVACUATION_METRICS = ['asked', 'missed', 'rpo_receipts', 'rto_s', 'unverified'] as const;
export type EvacuationMetric = (typeof EVACUATION_METRICS)[number];

/** Runbooks that change what is served: one of them that fails is another matter than a backup that was not tested. */
export const REGION_RUNBOOKS: readonly string[] = ['failover', 'failback', 'repair-ledger'];

const ONCE = { threshold: 1, breaching: 1 } as const;

/** The alarms of leaving a Region, by the name of their section in docs/runbooks.md. */
export const FAILOVER_ALARMS = {
  'failover-waits': {
    ...ONCE,
    // At least: as many as a question may be open.
    periods: 1,
    every: 'minute',
    impact: 'A Region may be lost, and the runbook that leaves it waits for a person to say yes or no.',
    firstLook: 'The log /permanence/<environment>/evacuation, the line with "asked": it has the link to the run.',
  },
  'failover-failed': {
    ...ONCE,
    periods: 2,
    every: 'hour',
    impact: 'A failover, a failback or a repair of the ledger did not come to its good end: see how far it came.',
    firstLook: 'The failed execution in the Step Functions console: the last state is named after what happened.',
  },
  'drill-missed': {
    ...ONCE,
    periods: 24,
    every: 'hour',
    impact: 'Nobody suffers today. A drill did not leave the Region in its budget: a real loss would last longer.',
    firstLook: 'The report of the run (npm run runbook -- status failover): which step took longer than its target?',
  },
  'failover-unverified': {
    ...ONCE,
    periods: 24,
    every: 'hour',
    impact: 'Nobody suffers today. The failover was changed since its last good drill: nobody knows that it works.',
    firstLook: 'What was deployed since the last good drill, and when the next game day is due.',
  },
  'receipts-missing': {
    ...ONCE,
    periods: 24,
    every: 'hour',
    impact: 'Receipts that a till saw acknowledged are not in the ledger: customers hold papers nobody knows of.',
    firstLook: 'The figures of the run in its report: the list of missing receipts, by till and number.',
  },
} as const satisfies Record<string, FailoverAlarmRule>;

export type FailoverAlarmName = keyof typeof FAILOVER_ALARMS;
