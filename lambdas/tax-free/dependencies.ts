import type { ChainReader } from '../shared/chain-reader.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import type { Log } from '../shared/log.ts';

/** What tax-free refunds work with: the only places where they meet the world. */
export interface TaxFreeDependencies {
  work: FormWork;
  /** For quotes, which write nothing. */
  chains: Pick<ChainReader, 'entry'>;
  /** Waits between two looks at a form. */
  sleep(delay_ms: number): Promise<unknown>;
  /** Standard output when not given. */
  log?: Log;
}
