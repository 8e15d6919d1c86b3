import type { AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type Patience, untilAnswered } from '../shared/deadline.ts';

export type Item = Record<string, AttributeValue>;

/** No customer waits for a runbook's evidence, and the state machine repeats the call: longer than at the till, shorter than its task. */
const PATIENCE: Patience = { total_ms: 8000, first_delay_ms: 50, attempts: 8 };

/** Sends an idempotent request until it is answered. */
export const patiently = <T>(request: (abortSignal: AbortSignal) => Promise<T>): Promise<T> =>
  untilAnswered(request, PATIENCE);

/** What a conditional write met: it took effect, or the item as it stood instead. */
export type Met = { readonly done: true } | { readonly done: false; readonly item: Item };

/** Sends a conditional write whose condition brings the item back when it fails. */
export async function conditionally(write: (abortSignal: AbortSignal) => Promise<unknown>): Promise<Met> {
  return await patiently(async (abortSignal): Promise<Met> => {
    try {
      await write(abortSignal);
      return { done: true };
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      return { done: false, item: (error as ConditionalCheckFailedException).Item ?? {} };
    }
  });
}
