import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ClonePlan } from '../plan/clone-plan.ts';
import type { CloneState } from './state.ts';

export type Item = Record<string, AttributeValue>;

/** A clone as the table `operations` holds it. */
export interface CloneRecord {
  plan: ClonePlan;
  state: CloneState;
  /** The execution that has it in hand, or had it last. */
  run: string;
  /** How often it was begun: the repair gives up after some. */
  attempt: number;
  /** The address of its API, once it serves. */
  url?: string;
  /** Items rewritten so far, which is what masking costs. */
  rewritten: number;
}

export const cloneKey = (name: string) => ({ pk: { S: `CLONE#${name}` }, sk: { S: 'CLONE' } });

/** A line of its life. */
export const lifeLine = (to: CloneState, run: string, at: Date): AttributeValue => ({
  M: { at: { S: at.toISOString() }, to: { S: to }, run: { S: run } },
});

export function plannedItem(plan: ClonePlan, run: string, at: Date): Item {
  return {
    ...cloneKey(plan.name),
    state: { S: 'planned' },
    run: { S: run },
    attempt: { N: '1' },
    plan: { S: JSON.stringify(plan) },
    region: { S: plan.region },
    expiresAt: { S: plan.expires_at },
    rewritten: { N: '0' },
    log: { L: [lifeLine('planned', run, at)] },
  };
}

export const cloneRecord = (item: Item): CloneRecord => ({
  plan: JSON.parse(item.plan?.S ?? '{}') as ClonePlan,
  state: (item.state?.S ?? 'broken') as CloneState,
  run: item.run?.S ?? '',
  attempt: Number(item.attempt?.N ?? 1),
  rewritten: Number(item.rewritten?.N ?? 0),
  ...(item.url?.S ? { url: item.url.S } : {}),
});
