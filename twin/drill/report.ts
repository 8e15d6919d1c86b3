import { rank } from './rank.ts';
import type { RegionLoss } from './region-loss.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The figures of a drill, as its last line of JSON. */
export function figuresOf(loss: RegionLoss) {
  const { findings, records, outage, calm, seed, region, faults, queued } = loss;
  const count = (pick: (record: (typeof records)[number]) => number): number => total(records.map(pick));
  return {
    acknowledged: findings.acknowledged,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    chains_broken: findings.chainsBroken.length,
    unexplained: findings.unexplained.length,
    over_returned: findings.overReturned.length,
    still_queued: queued.length,
    tills: records.length,
    ledger_entries: findings.entries,
    returns: count(({ returns }) => returns.recorded),
    returns_refused: count(({ returns }) => returns.refused),
    sold_offline: count(({ queuedOnce }) => queuedOnce),
    replays_same: count(({ replays }) => replays.same),
    replays_different: count(({ replays }) => replays.different),
    faults,
    region_lost: region,
    receipts_per_second: Math.round(loss.receiptsPerSecond),
    wait_ms_p50: rank(calm, 0.5),
    wait_ms_p99: rank(calm, 0.99),
    wait_ms_max: rank(calm, 1),
    outage_ms_p50: rank(outage, 0.5),
    outage_ms_p99: rank(outage, 0.99),
    outage_ms_max: rank(outage, 1),
    seed,
  };
}

export type Figures = ReturnType<typeof figuresOf>;

/** The longest a customer may wait while a Region is lost. */
const LONGEST_WAIT_MS = 3000;

/** The laws a drill must hold, each with what it saw. */
export const lawsOf = (figures: Figures): { law: string; holds: boolean; seen: string | number }[] => [
  { law: 'every acknowledged receipt is in the ledger', holds: figures.lost === 0, seen: figures.lost },
  { law: 'no customer is in the ledger twice', holds: figures.doubled === 0, seen: figures.doubled },
  { law: 'every chain is gap-free and verifies', holds: figures.chains_broken === 0, seen: figures.chains_broken },
  {
    law: 'every stored receipt was acknowledged or is queued',
    holds: figures.unexplained === 0,
    seen: figures.unexplained,
  },
  { law: 'nothing came back that was not sold', holds: figures.over_returned === 0, seen: figures.over_returned },
  { law: 'a replay gets the same bytes', holds: figures.replays_different === 0, seen: figures.replays_different },
  { law: 'no till keeps anything back', holds: figures.still_queued === 0, seen: figures.still_queued },
  {
    law: `no till waits over ${LONGEST_WAIT_MS} ms`,
    holds: Math.max(figures.outage_ms_max, figures.wait_ms_max) <= LONGEST_WAIT_MS,
    seen: `${Math.max(figures.outage_ms_max, figures.wait_ms_max)} ms`,
  },
];

/** The table people read. */
export function printReport(loss: RegionLoss, figures: Figures, print: (line: string) => void): void {
  print('');
  print(
    `  Sold ${figures.acknowledged - figures.returns} receipts and took back ${figures.returns} over ${figures.tills} tills,`,
  );
  print(
    `  ${figures.receipts_per_second} a second, while ${loss.region} was lost and came back (seed ${figures.seed}).`,
  );
  print('');
  for (const { law, holds, seen } of lawsOf(figures)) print(`  ${holds ? '✔' : '✘'} ${law.padEnd(54)} ${seen}`);
  print('');
  print(
    `  waits of customers      p50 ${figures.wait_ms_p50} ms   p99 ${figures.wait_ms_p99} ms   longest ${figures.wait_ms_max} ms`,
  );
  print(
    `  while a Region is gone  p50 ${figures.outage_ms_p50} ms   p99 ${figures.outage_ms_p99} ms   longest ${figures.outage_ms_max} ms`,
  );
  print(
    `  on the way              ${Object.entries(figures.faults)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
  const broken = [
    ...loss.findings.lost,
    ...loss.findings.doubled,
    ...loss.findings.chainsBroken,
    ...loss.findings.unexplained,
  ];
  for (const example of broken.slice(0, 10)) print(`  look at ${example}`);
}
