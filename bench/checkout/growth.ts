import { median, percentile, rounded, seededRandom } from '../statistics.ts';
import { type LongTill, tillAfter } from './filled-chain.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';

export interface GrowthFigure {
  /** Entries that the till's chain, and its table, held before: fewer than meant when the machine was too busy to fill them in time. */
  entries: number;
  p50_ms: number;
  p99_ms: number;
  write_units: number;
  /** Median latency by that of the shortest chain: 1 is flat. */
  ratio: number;
}

const LENGTHS = [1_000, 10_000, 100_000];
const LONGEST = 1_000_000;
const PATIENCE_MS = 60_000;
const PATIENCE_FULL_MS = 1_200_000;
const WARM_UP = 200;
const SALES = 800;

interface Chain {
  till: LongTill;
  waits_ms: number[];
}

async function fillAll(seed: number): Promise<Chain[]> {
  const full = process.argv.includes('--full');
  const chains: Chain[] = [];
  for (const entries of full ? [...LENGTHS, LONGEST] : LENGTHS)
    chains.push({ till: await tillAfter(entries, full ? PATIENCE_FULL_MS : PATIENCE_MS, seed), waits_ms: [] });
  return chains;
}

/** Latency of a checkout at the end of chains of growing length, which take turns at every sale. */
export async function measureGrowth(seed: number): Promise<GrowthFigure[]> {
  const random = seededRandom(seed);
  const chains = await fillAll(seed);
  for (let sold = 0; sold < WARM_UP + SALES; sold++)
    for (const { till, waits_ms } of chains) {
      const wait = await till.sell(saleRequest(TYPICAL_LINES, random));
      if (sold >= WARM_UP) waits_ms.push(wait);
    }
  const shortest = median(chains[0]?.waits_ms ?? []);
  const figures: GrowthFigure[] = [];
  for (const { till, waits_ms } of chains)
    figures.push({
      entries: till.entries,
      p50_ms: rounded(median(waits_ms)),
      p99_ms: rounded(percentile(waits_ms, 0.99)),
      write_units: await till.writeUnits(),
      ratio: rounded(median(waits_ms) / shortest),
    });
  return figures;
}
