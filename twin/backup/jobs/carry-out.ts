import { setTimeout as sleep } from 'node:timers/promises';
import type { JobFault, JobKind } from '../faults.ts';
import type { Seconds } from '../records.ts';
import type { Workplace } from './workplace.ts';

/** A job ends FAILED, saying this. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** What happens to a job. */
export interface Steps {
  readonly running: () => void;
  readonly work: (fault: JobFault | undefined) => Promise<void>;
  /** @param elapsed_s since the job began to run */
  readonly completed: (elapsed_s: Seconds) => void;
  readonly failed: (message: string, elapsed_s: Seconds) => Promise<void> | void;
}

/**
 * Takes a job from its beginning to its end, through the fault that waits for one of its kind.
 * Never throws; a service that stops leaves the job where it is.
 */
export async function carryOut(place: Workplace, kind: JobKind, table: string, steps: Steps): Promise<void> {
  const { signal } = place;
  const begun = Date.now();
  try {
    await sleep(place.behaviour().pending_ms, undefined, { signal });
    steps.running();
    await Promise.all([
      workThrough(place, kind, table, steps),
      sleep(place.behaviour().running_ms, undefined, { signal }),
    ]);
    signal.throwIfAborted();
    steps.completed((Date.now() - begun) / 1000);
  } catch (error) {
    if (!signal.aborted) await steps.failed(messageOf(error), (Date.now() - begun) / 1000);
  }
}

async function workThrough(
  { faults, signal }: Workplace,
  kind: JobKind,
  table: string,
  { work }: Steps,
): Promise<void> {
  const fault = faults.take(kind, table);
  if (fault?.what === 'slow') await sleep(fault.slow_ms ?? 1000, undefined, { signal });
  if (fault?.what === 'fail') throw new JobFailure(fault.message ?? 'Internal error. Please try again.');
  await work(fault);
  if (fault?.what === 'hang')
    await new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }));
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof JobFailure ? error.message : `${error.message} (${error.name})`;
}
