import { type Bounds, NO_BOUNDS } from './worst-case.ts';

/** Something that must exist in every Region's own stacks before it is needed. */
export interface Need {
  readonly type: string;
  /** Matches the resource's own name, or its logical id. */
  readonly named: RegExp;
  /** Needed only where the Region has something of this type; always when not said. */
  readonly where?: string;
  readonly because: string;
}

/** A finding that somebody has looked at and takes. */
export interface Accepted {
  /** The rule of the finding. */
  readonly rule: string;
  /** Matches the finding's sentence. */
  readonly says: RegExp;
  readonly because: string;
}

/** A machine that runs while a Region is being left or taken back. */
export interface MachineOnPath {
  /** The end of its name: `permanence-<environment>-<name>`. */
  readonly name: string;
  /** From the fault on; without it only the loops must end. */
  readonly budget_s?: number;
  readonly bounds: Bounds;
  readonly needs: readonly Need[];
  readonly accepted: readonly Accepted[];
}

/** Functions that look at the Region being left, and take no answer from it as an answer too. */
const TOLD_OF_THE_OTHER: readonly Accepted[] = [
  {
    rule: 'not-the-region-left',
    says: /^The environment of permanence-\w+-evacuation leads to .*OTHER_URL=/,
    because:
      'It asks whether the Region answers, beside all else and for three seconds; silence is part of the evidence.',
  },
  {
    rule: 'not-the-region-left',
    says: /^The environment of permanence-\w+-synthetic-store leads to .*OTHER_URL=/,
    because: 'On the way of a failover it buys by the public name and in its own Region only: the definition says so.',
  },
];

/** By names only do Regions reach each other. */
const NAMES = 'AWS::Route53::RecordSet';

/** What notices that the other Region is lost, and starts the way out of it. */
const DETECTED_BY: readonly Need[] = [
  {
    type: 'AWS::Scheduler::Schedule',
    named: /-synthetic-store$/,
    where: NAMES,
    because: 'only what a store meets every minute says that the other Region is lost',
  },
  {
    type: 'AWS::CloudWatch::CompositeAlarm',
    named: /-other-region-lost$/,
    where: NAMES,
    because: 'a Region that is lost says nothing of itself',
  },
  {
    type: 'AWS::Events::Rule',
    named: /-other-region-lost$/,
    where: NAMES,
    because: 'the alarm must not wait for somebody to be awake before evidence is gathered',
  },
];

/** The machines of the way, and what their files do not say. The rules find their functions, roles and tables in the templates. */
export const FAILOVER_PATH: readonly MachineOnPath[] = [
  {
    name: 'failover',
    budget_s: 300,
    bounds: {
      ...NO_BOUNDS,
      people: ['Ask a person'],
      visits: {
        // Twice, and twice again after each answer of a person who thought for long: a question is put twice at most.
        'Gather the evidence': 6,
        'Look who answers': 4,
        'Buy as a store does': 7,
        'Buy there as a store does': 4,
        'Ask a person': 2,
      },
      seconds: {
        // As long as settings let anybody wait.
        'Ask a person': 43_200,
        // Each takes what its look or round left of its time: both together are the task's own, and a second.
        'Wait for the next look': 1,
        'Wait for the next round': 1,
      },
      // What comes behind these is no part of it: the way back after what could not be verified, and what is owed to paper.
      until: ['Is the Region that was left well?', 'Take up the half-done forms', 'Work out what it took'],
    },
    needs: DETECTED_BY,
    accepted: TOLD_OF_THE_OTHER,
  },
  {
    name: 'failback',
    bounds: {
      ...NO_BOUNDS,
      visits: {
        'Look at the Region again': 20,
        'Buy there as a store does': 12,
        'Look whether a share arrives': 8,
        'Buy with a share': 31,
        'Look whether all traffic arrives': 8,
        'Buy with all traffic': 5,
      },
      seconds: {
        'Wait before the next round': 30,
        'Wait before the next round with a share': 30,
        'Wait before the next round with all traffic': 30,
      },
    },
    needs: [],
    accepted: TOLD_OF_THE_OTHER,
  },
];

/** Stacks that exist once: they hold what is one thing in all Regions. Nothing on the way may need to change them. */
export const ONLY_ONCE: readonly RegExp[] = [/\/Tables$/];
