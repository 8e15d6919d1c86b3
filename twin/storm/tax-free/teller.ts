import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import type { FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import type { Region } from '../schedule/region.ts';

/** Tells us something through either Region, again and again until it was taken in; now and then twice. */
export type Teller = (delay_ms: number, news: (work: FormWork) => Promise<unknown>) => void;

const PATIENCE_MS = 10_000;
const PAUSE_MS = 30_000;
const TWICE = 0.2;

/** @param workOf the work on forms as a process of a Region does it */
export function createTeller(
  { time, dice }: Air,
  regions: readonly Region[],
  workOf: (process: Process) => FormWork,
): Teller {
  async function tell(news: (work: FormWork) => Promise<unknown>): Promise<void> {
    for (;;) {
      const taken = dice.pick(regions).work((process) => news(workOf(process)));
      if (await Promise.race([taken, time.sleep(PATIENCE_MS).then(() => false)])) return;
      await time.sleep(dice.below(PAUSE_MS));
    }
  }

  return (delay_ms, news) => {
    const times = dice.next() < TWICE ? 2 : 1;
    for (let i = 0; i < times; i++) time.after(delay_ms * (1 + i * dice.next()), () => void tell(news));
  };
}

/** What the adapters make of a wire that fails: customs and the acquirer may have taken in what was sent. */
export const orOutcomeUnknown = async <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: Error) => {
    throw new OutcomeUnknown('no answer from outside', { cause: error });
  });
