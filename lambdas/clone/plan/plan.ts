import { costOf } from '../cost/cost.ts';
import type { CloneDependencies } from '../dependencies.ts';
import type { EventOf } from '../events.ts';
import type { CloneRecord } from '../life/record.ts';
import { CloneRefused } from '../refused.ts';
import { clonePlan, namesOf, restoreToken } from './clone-plan.ts';
import { type CloneInput, cloneInput } from './input.ts';
import { type RecoverySet, setAsOf, setNamed } from './recovery-points.ts';
import { renamedTables } from './rename.ts';

async function chosen(
  input: CloneInput,
  { listRecoveryPoints, vaults, live, now }: CloneDependencies,
): Promise<RecoverySet> {
  const found = await listRecoveryPoints(vaults[input.vault], live);
  if (input.recovery_points !== undefined) return setNamed(input.recovery_points, found);
  return setAsOf(input.instant ?? now().toISOString(), found);
}

/** A clone that is to be: its names are free, its recovery points are of one instant. */
async function planned({ run, input }: EventOf<'plan'>, dependencies: CloneDependencies): Promise<CloneRecord> {
  const { live, region, clones, now } = dependencies;
  const asked = cloneInput(input, now());
  const known = await clones.read(asked.name);
  if (known?.run === run) return known;
  const names = renamedTables(asked.rename, live);
  for (const name of Object.values(names))
    if (await dependencies.tableExists(name))
      throw new CloneRefused('NameTaken', `a table ${name} exists: choose another name or rename rule`);
  const set = await chosen(asked, dependencies);
  return clones.plan(clonePlan(asked, names, set, region, now()), run);
}

const repairOf = (input: unknown): { name: string; repair_of: string } | undefined => {
  const { name, repair_of } = (input ?? {}) as { name?: unknown; repair_of?: unknown };
  return typeof name === 'string' && typeof repair_of === 'string' ? { name, repair_of } : undefined;
};

/** What the machine restores from, and what it gives to all it makes. */
const answer = ({ plan, attempt, rewritten }: CloneRecord, now: Date) => ({
  ...plan,
  attempt,
  names: namesOf(plan),
  tables: plan.tables.map((table) => ({ ...table, token: restoreToken(plan, table.table, attempt) })),
  cost: costOf(plan, rewritten, now),
});

/**
 * Plans a clone, or takes a broken one over: one conditional write. The same run gets the same plan however often it asks.
 *
 * @throws CloneRefused saying what is wrong with the input, or what stands in the way
 */
export async function plan(event: EventOf<'plan'>, dependencies: CloneDependencies) {
  const repair = repairOf(event.input);
  const record =
    repair === undefined
      ? await planned(event, dependencies)
      : await dependencies.clones.resume(repair.name, { run: event.run, instead_of: repair.repair_of });
  return answer(record, dependencies.now());
}
