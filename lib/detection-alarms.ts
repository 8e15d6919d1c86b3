import type { ServiceAlarmProps } from './constructs/service-alarm.ts';

type DetectionRule = Pick<ServiceAlarmProps, 'impact' | 'firstLook' | 'threshold' | 'breaching'> & {
  /** Number of `$.synthetic.<metric>` in the synthetic store's lines of log. */
  readonly metric: string;
  /** Minutes that are looked at. */
  readonly minutes: number;
};

/** What the synthetic store of a Region finds out, by the name of the section in docs/runbooks.md. */
export const DETECTION_ALARMS = {
  'own-region-fails': {
    metric: 'own',
    threshold: 1,
    minutes: 2,
    breaching: 2,
    impact: 'This Region sells nothing, or not as it should. Tills turn to the other one and wait longer.',
    firstLook: 'The log group /permanence/<environment>/synthetic-store: which request failed, and why?',
  },
  'other-region-fails': {
    metric: 'other_lost',
    threshold: 1,
    minutes: 2,
    breaching: 2,
    impact: 'The other Region sells nothing, seen from here, and nobody has left it on purpose.',
    firstLook: 'The synthetic-store log of this Region: a timeout, a refusal, or an answer that is wrong?',
  },
  'public-name-fails': {
    metric: 'public',
    threshold: 1,
    minutes: 3,
    breaching: 3,
    impact: 'Whoever knows only the public name cannot buy. Tills know both Regions and can.',
    firstLook: 'The health checks of the domain in Route 53, and the address that the synthetic store was led to.',
  },
  'other-region-slow': {
    metric: 'other_ms',
    threshold: 8000,
    minutes: 5,
    breaching: 4,
    impact: 'A sale with replay, quote and return takes over eight seconds in the other Region.',
    firstLook: 'Latency of the functions and of DynamoDB in the other Region, on its dashboard.',
  },
} as const satisfies Record<string, DetectionRule>;

export type DetectionAlarmName = keyof typeof DETECTION_ALARMS;

/** The composite of them upon which a failover is prepared: the other Region fails and this one does not. */
export const OTHER_REGION_LOST = {
  name: 'other-region-lost',
  impact: 'The other Region is lost. Tills go on here; the public name leads there until the Region is left.',
  firstLook: 'The execution of failover that this alarm has started: what evidence did it find, does it wait for you?',
} as const;
