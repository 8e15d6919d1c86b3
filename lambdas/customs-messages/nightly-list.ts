import { withinDeadline } from '../shared/deadline.ts';
import { advanceIfPossible } from '../shared/form-work/advance.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { heardOfCustoms } from '../shared/form-work/outside.ts';
import type { ListedForm } from './message.ts';

/** Forms at once: the list is long and nobody waits for one of them. */
const AT_ONCE = 8;

/** After this long no further work is begun on forms that the list moved; the sweeper takes it up. */
const WORK_MS = 10_000;

const EVENT = { CONFIRME: 'customs-confirmed', ANNULE: 'customs-annulled' } as const;

/** Does something for each of many, so many at once. */
async function eachOf<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/**
 * Writes down what customs decided about each form, then does what is due of those that it moved. The list is sent again until it is
 * acknowledged, so a form that was written down before is met again and stays as it is.
 *
 * @returns ids of forms that we do not have
 * @throws OutcomeUnknown when a form may not have been written down: the list must not be acknowledged
 */
export async function takeIn(forms: readonly ListedForm[], work: FormWork): Promise<string[]> {
  const end = performance.now() + WORK_MS;
  const unknown: string[] = [];
  const moved: FormRecord[] = [];
  await eachOf(forms, async ({ formId, customsId, status }) => {
    const happening = { event: EVENT[status], by: 'customs', customsId } as const;
    const made = await withinDeadline(() => heardOfCustoms(work, formId, happening));
    if (made.made) moved.push(made.form);
    else if (made.why === 'unknown-form') unknown.push(formId);
  });
  await eachOf(moved, async (form) => {
    if (performance.now() < end) await withinDeadline(() => advanceIfPossible(form, work));
  });
  return unknown;
}
