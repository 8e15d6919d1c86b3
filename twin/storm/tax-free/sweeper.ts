import { sweep } from '../../../lambdas/form-sweeper/sweep.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import type { FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import type { Region } from '../schedule/region.ts';
import { isForClerk, settleByHand } from './clerk.ts';

const MINUTE_MS = 60_000;

/** More sweeps that find something than any form's life needs. */
const SWEEPS_MAX = 300;

const DAY_MS = 86_400_000;

/** Whether something of ours is due that is not the erasing of personal data, years later. */
const isWaited = ({ dueAt, retainUntil }: FormRecord): boolean => dueAt !== undefined && dueAt < retainUntil;

/**
 * The sweepers of both Regions, until nothing is due any more. Minutes in which a sweep would find nothing are left out.
 *
 * @param forms all forms as they stand
 * @param areServed whether nobody will ask for another form
 * @param lastWord when the acquirer will have said its last word so far, in milliseconds since the epoch
 */
export async function sweepUntilQuiet(
  { time, dice, today }: Air,
  regions: readonly Region[],
  workOf: (process: Process) => FormWork,
  forms: () => FormRecord[],
  areServed: () => boolean,
  lastWord: () => number,
): Promise<string[]> {
  for (let sweeps = 0; sweeps < SWEEPS_MAX; sweeps++) {
    const waiting = forms()
      .filter(isWaited)
      .map(({ dueAt = '' }) => Date.parse(dueAt));
    const hasHeardAll = areServed() && today().getTime() > lastWord();
    if (waiting.length === 0 && hasHeardAll) return [];
    const earliest_ms = areServed() ? Math.min(...waiting, today().getTime() + DAY_MS) - today().getTime() : 0;
    await time.sleep(Math.max(earliest_ms, MINUTE_MS));
    for (const form of forms().filter(isForClerk))
      void dice.pick(regions).work((process) => settleByHand(form, workOf(process)));
    const sweeping = dice.next() < 0.3 ? regions : [dice.pick(regions)];
    for (const region of sweeping)
      void region.work((process) => sweep({ work: workOf(process), hasTime: () => true, random: () => dice.next() }));
  }
  return [
    `still due after ${SWEEPS_MAX} sweeps: ${forms()
      .filter(isWaited)
      .map(({ formId, state }) => `${formId} ${state}`)}`,
  ];
}
