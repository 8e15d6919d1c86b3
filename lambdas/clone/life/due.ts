import type { CloneDependencies } from '../dependencies.ts';
import { namesOf } from '../plan/clone-plan.ts';
import type { CloneRecord } from './record.ts';

/** Names in one answer; a machine carries 256 KB from state to state. */
const MOST_NAMES = 50;

/** What the daily removal takes up. */
interface Due {
  /** Whose date has come, and removed ones of which a table is there again: a restore ended after the look that found nothing. */
  records: CloneRecord[];
  /** Tables named like a clone's that no clone of this Region has: whose they are a person must find out. At most 50. */
  withoutRecord: string[];
}

const tablesOf = ({ plan }: CloneRecord): string[] => Object.values(namesOf(plan));

/** Tables are listed before records: whatever table is seen has a record by then, for a name is taken before anything is restored. */
export async function dueClones(dependencies: CloneDependencies): Promise<Due> {
  const { clones, listCloneTables, region, now } = dependencies;
  const there = await listCloneTables();
  const all = await clones.ofRegion(region);
  const at = now().toISOString();
  const isThere = new Set(there);
  const known = new Set(all.flatMap(tablesOf));
  return {
    records: all.filter((record) =>
      record.state === 'removed' ? tablesOf(record).some((table) => isThere.has(table)) : record.plan.expires_at <= at,
    ),
    withoutRecord: there.filter((table) => !known.has(table)).slice(0, MOST_NAMES),
  };
}

/** Whether a table of a clone that was removed is there again. */
export async function isBack(record: CloneRecord, { tableExists }: CloneDependencies): Promise<boolean> {
  if (record.state !== 'removed') return false;
  const found = await Promise.all(tablesOf(record).map(tableExists));
  return found.includes(true);
}
