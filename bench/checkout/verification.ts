import { createChainVerifier } from '../../domain/chain/verify.ts';
import { median, rounded, seededRandom } from '../statistics.ts';
import { generateChain } from './chains.ts';
import { openKeyring } from './keys.ts';

export interface VerificationFigure {
  entries: number;
  /** By the processor time of this process, all its threads together: what one core does when nobody else wants it. */
  entries_per_core_s: number;
  /** By the clock on the wall, with whatever else the machine was doing. */
  entries_per_wall_s: number;
}

const ENTRIES = 10_000;
const ROUNDS = 5;
const STORE = 'HAUSSMANN';
const TILL = '012';

/** Entries that the offline verifier follows in a second on one core, reading of the export not counted. */
export async function measureVerification(seed: number): Promise<VerificationFigure> {
  const keys = openKeyring();
  const key = await keys.signingKey();
  const chain = [...generateChain({ store: STORE, till: TILL }, ENTRIES, key, seededRandom(seed))];
  const verifyAll = (): { core_s: number; wall_s: number } => {
    const started = performance.now();
    const cpu = process.cpuUsage();
    const verifier = createChainVerifier(STORE, TILL, keys.findKey);
    for (const entry of chain) if (verifier.accept(entry)) throw new Error('a right chain was refused');
    if (verifier.finish() || verifier.head().sequence !== ENTRIES)
      throw new Error('the chain was not followed to its end');
    const { user, system } = process.cpuUsage(cpu);
    return { core_s: (user + system) / 1e6, wall_s: (performance.now() - started) / 1000 };
  };
  verifyAll();
  const rounds = Array.from({ length: ROUNDS }, verifyAll);
  return {
    entries: ENTRIES,
    entries_per_core_s: rounded(ENTRIES / median(rounds.map(({ core_s }) => core_s))),
    entries_per_wall_s: rounded(ENTRIES / median(rounds.map(({ wall_s }) => wall_s))),
  };
}
