import { withinDeadline } from '../shared/deadline.ts';
import { advanceIfPossible } from '../shared/form-work/advance.ts';
import { DUE_SHARDS } from '../shared/form-work/due.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { troubleOf } from './trouble.ts';

/** Forms of a shard that one sweep looks at; the next one takes the rest. */
const FORMS_A_SHARD = 100;

/** Forms worked on at once: what they wait for is customs and the acquirer. */
const AT_ONCE = 8;

/** What a sweep did. */
export interface Sweep {
  /** Forms found due. */
  due: number;
  /** Those this worker got the lease of. */
  taken: number;
  /** Those that failed; they are due again after their lease. */
  failed: number;
  /** Whether it ended before all were looked at. */
  cutShort: boolean;
}

export interface Sweeping {
  work: FormWork;
  /** Whether there is time to begin with another form. */
  hasTime(): boolean;
  random(): number;
}

/** The due forms of all shards, the longest waiting of each first; where a sweep begins is drawn, so that two Regions part. */
async function dueForms({ work, random }: Sweeping): Promise<string[]> {
  const at = work.now();
  const found = await Promise.all(
    DUE_SHARDS.map((shard) => withinDeadline(() => work.forms.due(shard, at, FORMS_A_SHARD))),
  );
  const all = found.flat();
  const begin = Math.floor(random() * all.length);
  return [...all.slice(begin), ...all.slice(0, begin)];
}

/** Takes the lease of a form and does what is due of it; undefined when the other worker has it. */
async function takeUp(formId: string, work: FormWork): Promise<FormRecord | undefined> {
  const leased = await withinDeadline(() => work.forms.lease(formId, work.now()));
  if (!leased.done) return undefined;
  const trouble = troubleOf(leased.form, work.now());
  if (trouble !== undefined) work.report(trouble);
  return advanceIfPossible(leased.form, work);
}

/**
 * Takes up every form that something is due of: half-done work of a worker that died, silence of customs or the acquirer, deadlines,
 * and the erasing of personal data at the end. One form's failure keeps no other from being taken up.
 */
export async function sweep(sweeping: Sweeping): Promise<Sweep> {
  const { work, hasTime } = sweeping;
  const due = await dueForms(sweeping);
  const report: Sweep = { due: due.length, taken: 0, failed: 0, cutShort: false };
  const waiting = due.values();
  const lane = async (): Promise<void> => {
    for (const formId of waiting) {
      if (!hasTime()) {
        report.cutShort = true;
        return;
      }
      try {
        if ((await takeUp(formId, work)) !== undefined) report.taken += 1;
      } catch (error) {
        report.failed += 1;
        work.report({ trouble: 'work-failed', formId, error: (error as Error).name });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return report;
}
