import { median, percentile, rounded, seededRandom } from '../statistics.ts';
import { sharedClient } from './clients.ts';
import { CONTENDERS, type Contender, createContender } from './contenders.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createTill, type Till } from './till.ts';

export interface Pace {
  checkouts_per_s: number;
  p50_ms: number;
  p99_ms: number;
}

export interface ThroughputFigure extends Record<Contender, Pace> {
  clients: number;
  /** Ours by the baseline's, each the median of the rounds' ratios; above 1 is good for the throughput, below 1 for the p99. */
  throughput_ratio: number;
  p99_ratio: number;
}

const CLIENTS = [1, 16, 64];
const ROUNDS = 6;
const ROUND_MS = 1500;
const WARM_UP_MS = 3000;

/** All tills sell as fast as they are answered, for a while. */
async function sellFor(tills: readonly Till[], duration_ms: number, random: () => number): Promise<Pace> {
  const waits: number[] = [];
  const started = performance.now();
  const sellUntilEnd = async (till: Till): Promise<void> => {
    while (performance.now() - started < duration_ms) waits.push(await till.sell(saleRequest(TYPICAL_LINES, random)));
  };
  await Promise.all(tills.map(sellUntilEnd));
  const seconds = (performance.now() - started) / 1000;
  return { checkouts_per_s: waits.length / seconds, p50_ms: median(waits), p99_ms: percentile(waits, 0.99) };
}

const tillsOf = (contender: Contender): Till[] => {
  const handler = createContender(contender, sharedClient());
  return Array.from({ length: Math.max(...CLIENTS) }, (_, n) =>
    createTill(handler, 'HAUSSMANN', String(n + 1).padStart(3, '0'), { sequence: 0 }),
  );
};

const middle = (rounds: readonly Pace[], member: keyof Pace): number => median(rounds.map((round) => round[member]));

function figureOf(clients: number, rounds: Record<Contender, Pace[]>): ThroughputFigure {
  const ratio = (member: keyof Pace): number =>
    median(rounds.ours.map((ours, n) => ours[member] / (rounds.baseline[n]?.[member] ?? Number.NaN)));
  const pace = (contender: Contender): Pace => ({
    checkouts_per_s: rounded(middle(rounds[contender], 'checkouts_per_s')),
    p50_ms: rounded(middle(rounds[contender], 'p50_ms')),
    p99_ms: rounded(middle(rounds[contender], 'p99_ms')),
  });
  return {
    clients,
    ours: pace('ours'),
    baseline: pace('baseline'),
    throughput_ratio: rounded(ratio('checkouts_per_s')),
    p99_ratio: rounded(ratio('p99_ms')),
  };
}

/**
 * Checkouts a second of both contenders, in rounds that take turns so that what else the machine does meets both; who goes first
 * alternates. Each client is a till with its own chain.
 */
export async function measureThroughput(seed: number): Promise<ThroughputFigure[]> {
  const random = seededRandom(seed);
  const tills = { ours: tillsOf('ours'), baseline: tillsOf('baseline') };
  const rounds = CLIENTS.map((clients) => ({
    clients,
    paces: { ours: [], baseline: [] } as Record<Contender, Pace[]>,
  }));
  for (const contender of CONTENDERS) await sellFor(tills[contender].slice(0, 16), WARM_UP_MS, random);
  for (let round = 0; round < ROUNDS; round++)
    for (const { clients, paces } of rounds)
      for (const contender of round % 2 === 0 ? CONTENDERS : CONTENDERS.toReversed())
        paces[contender].push(await sellFor(tills[contender].slice(0, clients), ROUND_MS, random));
  return rounds.map(({ clients, paces }) => figureOf(clients, paces));
}
