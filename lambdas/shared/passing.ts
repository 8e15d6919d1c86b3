import { OutcomeUnknown } from './deadline.ts';

/** Names under which DynamoDB and its client say that they are busy, or that time was up. */
const BUSY = /Throttl|Throughput|RequestLimit|ReplicatedWriteConflict|Timeout|^AbortError$/;

/** Codes of the system (`ECONNRESET`), and not Node's own (`ERR_INVALID_ARG_TYPE`): those are faults of what was read, or of ours. */
const OF_THE_SYSTEM = /^E(?!RR_)/;

function isPassing(error: unknown): boolean {
  const { name, code, $metadata } = error as Error & { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const isLost = typeof code === 'string' && OF_THE_SYSTEM.test(code);
  return BUSY.test(name) || isLost || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/**
 * For work that a state machine calls again later, once the client gave up: what the database ended with.
 *
 * @returns OutcomeUnknown for what passes by itself; any other error as it is
 */
export const afterwards = (error: unknown): unknown =>
  isPassing(error) ? new OutcomeUnknown('the database did not answer', { cause: error }) : error;
