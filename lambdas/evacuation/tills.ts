import type { ChainReader } from '../shared/chain-reader.ts';
import { SYNTHETIC_STORE, tillCode, WAYS, type Way } from '../shared/synthetic-tills.ts';

/** The end of a synthetic till's chain: it was acknowledged, and all before it. */
export interface Head {
  readonly till: string;
  readonly sequence: number;
  readonly token: string;
}

/** Tills of the synthetic store, as strong reads of the ledger show them. */
export interface Tills {
  /** The heads of every till that has sold; they stand for all receipts before them. */
  heads(): Promise<Head[]>;
  /** Receipts of heads that are not there any more as they were, as `<till>/<sequence>`. */
  missing(heads: readonly Head[]): Promise<string[]>;
  /** When the watch of a Region last sold by a way. */
  lastSale(region: string, way: Way): Promise<string | undefined>;
}

export function createTills(chains: ChainReader, regions: readonly string[]): Tills {
  const codes = (['watch', 'verify'] as const).flatMap((as) =>
    WAYS.flatMap((way) => regions.map((region) => tillCode(as, way, region))),
  );
  return {
    async heads() {
      const found = await Promise.all(
        codes.map(async (till) => ({ till, head: await chains.head(SYNTHETIC_STORE, till) })),
      );
      return found.flatMap(({ till, head }) =>
        head === undefined ? [] : [{ till, sequence: head.entry.sequence, token: head.token }],
      );
    },
    async missing(heads) {
      const found = await Promise.all(
        heads.map(({ till, sequence }) => chains.entry({ store: SYNTHETIC_STORE, till, sequence })),
      );
      return heads
        .filter(({ token }, i) => found[i]?.token !== token)
        .map(({ till, sequence }) => `${till}/${sequence}`);
    },
    async lastSale(region, way) {
      return (await chains.head(SYNTHETIC_STORE, tillCode('watch', way, region)))?.entry.recordedAt;
    },
  };
}
