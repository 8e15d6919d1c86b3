import type { ApiPlan, FunctionPlan } from '../assembly/plan.ts';
import type { Surroundings } from '../lambda/surroundings.ts';

/** What the process of a stack is to run. */
export interface Run {
  readonly functions: readonly FunctionPlan[];
  readonly api: ApiPlan;
  readonly surroundings: Surroundings;
}

/** What the process of a stack says once. */
export type Told =
  | { readonly kind: 'serving'; readonly url: string }
  | { readonly kind: 'failed'; readonly why: string };
