import { withinDeadline } from '../shared/deadline.ts';
import { externally } from '../shared/external-time.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { TaxFreeDependencies } from './dependencies.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
const GROWTH = 1.5;

/** Longest that a read waits for a change; API Gateway waits 29 seconds at most. */
export const LONGEST_WAIT_S = 20;

/**
 * Reads a form until it is not the known revision any more, or the time is over: strong reads, as the change may come from the other
 * Region, with pauses that grow to a second, so at most 26 of them.
 *
 * @param since the known revision; undefined for the one found at first
 */
export async function formAfter(
  formId: string,
  since: number | undefined,
  wait_ms: number,
  { work, sleep }: TaxFreeDependencies,
): Promise<FormRecord | undefined> {
  const end_ms = work.now().getTime() + wait_ms;
  let form = await work.forms.read(formId);
  const known = since ?? form?.revision;
  let pause_ms = FIRST_PAUSE_MS;
  while (form !== undefined && form.revision === known) {
    const left_ms = end_ms - work.now().getTime();
    if (left_ms <= 0) return form;
    await externally(async () => sleep(Math.min(pause_ms, left_ms)));
    pause_ms = Math.min(pause_ms * GROWTH, LONGEST_PAUSE_MS);
    form = await withinDeadline(() => work.forms.read(formId));
  }
  return form;
}
