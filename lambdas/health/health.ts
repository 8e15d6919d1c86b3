import { jsonAnswer } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { type Route, routed } from '../shared/routed.ts';

export interface HealthDependencies {
  region: string;
  /** A strong read and a conditional write of this Region's canary; at most one a second reaches the database. */
  probe(): Promise<void>;
  /** Standard output when not given. */
  log?: Log;
}

/** Says whether this Region can serve: that it answers, or, when asked for depth, that the ledger takes strong reads and writes here. */
export const createHealth = ({ region, probe, log }: HealthDependencies): Route =>
  routed(
    {
      'GET /v1/health': async (event) => {
        const deep = event.queryStringParameters?.deep === 'true';
        if (deep) await probe();
        return jsonAnswer(200, JSON.stringify({ status: 'ok', region, ...(deep ? { deep } : {}) }));
      },
    },
    log,
  );
