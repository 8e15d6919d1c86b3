import type { ServiceAlarmProps } from './constructs/service-alarm.ts';

/**
 * What alarms take of the synthetic store's lines of log, as `lineOf` of `lambdas/synthetic-store/emit.ts` writes it; a test compares them.
 * Each is the number at `$.synthetic.<name>`.
 */
export const SYNTHETIC_METRICS = ['own', 'public', 'other_lost', 'other_mute', 'other_slow_ms'] as const;

export type SyntheticMetricName = (typeof SYNTHETIC_METRICS)[number];

type DetectionRule = Pick<ServiceAlarmProps, 'impact' | 'firstLook' | 'threshold' | 'breaching' | 'silenceIsBad'> & {
  readonly metric: SyntheticMetricName;
  /** Minutes that are looked at. */
  readonly minutes: number;
};

/**
 * The alarms by what the synthetic store of a Region meets, by the name of their section in docs/runbooks.md. What is said of the other
 * Region is silent while that was left on purpose: the cure sets none of them off.
 */
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
  'other-region-errs': {
    metric: 'other_lost',
    threshold: 1,
    minutes: 10,
    breaching: 3,
    impact: 'The other Region sells now and then: three minutes of ten it did not. Tills there wait longer.',
    firstLook: 'The synthetic-store log of this Region: is it always the same request that fails?',
  },
  'other-region-mute': {
    metric: 'other_mute',
    threshold: 1,
    minutes: 3,
    breaching: 3,
    impact: 'The canary of the other Region cannot write, seen from here: no sale can be recorded there.',
    firstLook: 'The alarm region-cannot-write of the other Region: does it say the same, or is it silent?',
  },
  'other-region-slow': {
    metric: 'other_slow_ms',
    threshold: 8000,
    minutes: 5,
    breaching: 4,
    impact: 'A sale with replay, quote and return takes over eight seconds in the other Region.',
    firstLook: 'Latency of the functions and of DynamoDB in the other Region, on its dashboard.',
  },
  'public-name-fails': {
    metric: 'public',
    threshold: 1,
    minutes: 3,
    breaching: 3,
    impact: 'Whoever knows only the public name cannot buy. Tills know both Regions and can.',
    firstLook: 'The health checks of the domain in Route 53, and the address that the synthetic store was led to.',
  },
  'watch-silent': {
    metric: 'own',
    threshold: 1,
    minutes: 5,
    breaching: 5,
    silenceIsBad: true,
    impact: 'Nobody suffers yet, but nobody is looking either: a Region that is lost would go unnoticed from here.',
    firstLook: 'The log group /permanence/<environment>/synthetic-store: does the function end in an error?',
  },
} as const satisfies Record<string, DetectionRule>;

export type DetectionAlarmName = keyof typeof DETECTION_ALARMS;

/** Upon which a failover is prepared: the other Region fails and this one does not. */
export const OTHER_REGION_LOST = {
  name: 'other-region-lost',
  fails: 'other-region-fails',
  unless: 'own-region-fails',
  impact: 'The other Region is lost. Tills go on here; the public name leads there until the Region is left.',
  firstLook: 'The execution of failover that this alarm has started: what evidence did it find, does it wait for you?',
} as const satisfies Record<string, string> & { fails: DetectionAlarmName; unless: DetectionAlarmName };

/** How long the Region had failed at least, when the alarm goes off. */
export const LOST_FOR_S = DETECTION_ALARMS[OTHER_REGION_LOST.fails].minutes * 60;
