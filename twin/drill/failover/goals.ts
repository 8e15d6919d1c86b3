import { BUDGET_S, type Measured } from './measured.ts';
import { PERSON } from './person.ts';
import { type Law, storeLaws } from './store-laws.ts';

/** Goals at real intervals. */
const LONGEST_DNS_OUTAGE_S = 90;
const LONGEST_WAIT_MS = 3000;

export interface Goal {
  goal: string;
  holds: boolean;
  seen: number | null;
  /** False where intervals were shrunk: then the figure says nothing of a real one. */
  applies: boolean;
}

const atMost = (goal: string, seen: number | null, limit: number, applies = true): Goal => ({
  goal,
  holds: seen !== null && seen <= limit,
  seen,
  applies,
});

/**
 * The goals of times. Those made of health checks, times to live and periods of alarms mean something at real intervals only; how long a
 * customer waits is up to the tills, whose clocks nobody shrinks.
 */
export function goalsOf(measured: Measured): Goal[] {
  const { rto_s, dns_outage_s, dns_failures_later, client_outage_ms_max, time_scale } = measured;
  const isReal = time_scale === 1;
  return [
    atMost(`stable within ${BUDGET_S} s of the fault`, rto_s, BUDGET_S, isReal),
    atMost(
      `the public name answers again within ${LONGEST_DNS_OUTAGE_S} s`,
      dns_outage_s,
      LONGEST_DNS_OUTAGE_S,
      isReal,
    ),
    atMost('the public name does not fail once it answers again', dns_failures_later, 0, isReal),
    atMost(`no till with both addresses waits over ${LONGEST_WAIT_MS} ms`, client_outage_ms_max, LONGEST_WAIT_MS),
  ];
}

/** Where a person is asked, the run knows who it was. */
const personLaw = ({ approved_by }: Measured & { approved_by?: string | null }): Law => ({
  law: 'the person who was asked approved it, and the run says who',
  holds: approved_by === PERSON,
  seen: approved_by ?? 'nobody',
});

/** Laws hold at any speed. */
export const lawsOf = (figures: Measured): Law[] => [
  ...storeLaws({ ...figures, lost: figures.rpo_receipts }),
  { law: 'the public name leads to who serves', holds: figures.dns_over, seen: `${figures.dns_outage_s} s` },
  { law: 'the runbook came to its good end', holds: figures.rto_s !== null, seen: figures.machine_verdict },
  ...(figures.mode === 'real' ? [personLaw(figures)] : []),
];

/** `good`, or the first of what is worst: a broken law, a missed budget, a missed goal. */
export function verdictOf(figures: Measured): 'good' | 'broken' | 'late' | 'goal missed' {
  if (lawsOf(figures).some(({ holds }) => !holds)) return 'broken';
  if ((figures.rto_s ?? Number.POSITIVE_INFINITY) > BUDGET_S) return 'late';
  return goalsOf(figures).some(({ applies, holds }) => applies && !holds) ? 'goal missed' : 'good';
}
