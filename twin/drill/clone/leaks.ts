import { namesOf } from '../../../lambdas/clone/plan/clone-plan.ts';
import { type ScanReport, scanClone } from '../../../lambdas/clone/scan/scan.ts';
import type { Place } from './place.ts';

/** What a look through every attribute of a clone came to. */
export interface LeakFindings {
  readonly scan: ScanReport;
  /** The same look through the original itself: it must find plenty, or it looks for nothing. */
  readonly control: ScanReport;
}

/** Looks for everything known of the original in a clone, and in the original. @throws Error when there is no such clone */
export async function lookForLeaks({ clones, rows, original, fieldKeys }: Place, name: string): Promise<LeakFindings> {
  const record = await clones.read(name);
  if (record === undefined) throw new Error(`there is no clone ${name}`);
  const clone = namesOf(record.plan);
  const originalKeys = fieldKeys(original.devices);
  const looked = { rows, original, originalKeys };
  return {
    scan: await scanClone({ ...looked, clone, cloneKeys: fieldKeys(clone.devices) }),
    control: await scanClone({ ...looked, clone: original, cloneKeys: originalKeys }),
  };
}
