import { BUDGET_S, type Measured } from './measured.ts';

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
  const { rto_s, dns_outage_s, dns_failures_later, client_outage_ms_max, time_scale, fault } = measured;
  const isReal = time_scale === 1;
  // A Region that is only isolated still answers health checks, so the name moves when the runbook moved the switch, not before.
  const moves = fault === 'kill';
  return [
    atMost(`stable within ${BUDGET_S} s of the fault`, rto_s, BUDGET_S, isReal),
    atMost(
      `the public name answers again within ${LONGEST_DNS_OUTAGE_S} s`,
      dns_outage_s,
      LONGEST_DNS_OUTAGE_S,
      isReal && moves,
    ),
    atMost('the public name does not fail once it answers again', dns_failures_later, 0, isReal),
    atMost(`no till with both addresses waits over ${LONGEST_WAIT_MS} ms`, client_outage_ms_max, LONGEST_WAIT_MS),
  ];
}

/** Laws hold at any speed. */
export const lawsOf = (figures: Measured): { law: string; holds: boolean; seen: number | string }[] => [
  { law: 'every acknowledged receipt is in the ledger', holds: figures.rpo_receipts === 0, seen: figures.rpo_receipts },
  { law: 'no customer is in the ledger twice', holds: figures.doubled === 0, seen: figures.doubled },
  { law: 'every chain is gap-free and verifies', holds: figures.chains_broken === 0, seen: figures.chains_broken },
  {
    law: 'every stored receipt was acknowledged or is queued',
    holds: figures.unexplained === 0,
    seen: figures.unexplained,
  },
  { law: 'nothing came back that was not sold', holds: figures.over_returned === 0, seen: figures.over_returned },
  { law: 'no till keeps anything back', holds: figures.still_queued === 0, seen: figures.still_queued },
  { law: 'every form has the credit it was promised', holds: figures.forms_lost === 0, seen: figures.forms_lost },
  { law: 'no card is credited twice', holds: figures.forms_doubled === 0, seen: figures.forms_doubled },
  { law: 'no form is left half done', holds: figures.forms_stuck === 0, seen: figures.forms_stuck },
  { law: 'the public name leads to who serves', holds: figures.dns_over, seen: `${figures.dns_outage_s} s` },
  { law: 'the runbook came to its good end', holds: figures.rto_s !== null, seen: figures.machine_verdict },
];

/** `good`, or the first of what is worst: a broken law, a missed budget, a missed goal. */
export function verdictOf(figures: Measured): 'good' | 'broken' | 'late' | 'goal missed' {
  if (lawsOf(figures).some(({ holds }) => !holds)) return 'broken';
  if ((figures.rto_s ?? Number.POSITIVE_INFINITY) > BUDGET_S) return 'late';
  return goalsOf(figures).some(({ applies, holds }) => applies && !holds) ? 'goal missed' : 'good';
}
