import type { FunctionPlan } from '../assembly/plan.ts';
import type { Outcome } from './outcome.ts';
import { Pool } from './pool.ts';
import type { Surroundings } from './surroundings.ts';

/** The Lambda service of a Region. */
export interface LambdaService {
  /** Runs a function once. @throws when there is no such function. */
  readonly invoke: (functionName: string, event: string) => Promise<Outcome>;
  /** Loads one sandbox of each function named, so that the first customers do not pay for it. */
  readonly warm: (names: readonly string[]) => Promise<void>;
  /** Kills one sandbox of a function, a busy one when there is one. */
  readonly killSandbox: (functionName: string) => boolean;
}

/** The functions of a Region, none of them loaded yet. */
export function lambdaService(functions: readonly FunctionPlan[], surroundings: Surroundings): LambdaService {
  const pools = new Map(functions.map((plan) => [plan.name, new Pool(plan, surroundings)]));
  const poolOf = (name: string): Pool => {
    const pool = pools.get(name);
    if (!pool)
      throw new Error(`${surroundings.region} has no function ${name}; it has: ${[...pools.keys()].join(', ')}`);
    return pool;
  };
  return {
    invoke: (name, event) => poolOf(name).invoke(event),
    warm: async (names) => {
      await Promise.all(names.map((name) => poolOf(name).warm()));
    },
    killSandbox: (name) => poolOf(name).killOne(),
  };
}
