import { latestBefore, type WholePoint } from '../../domain/repair/recovery-points.ts';
import { repairPrefix, shortId } from '../shared/restored-tables.ts';
import type { RepairDependencies } from './dependencies.ts';
import type { Choose } from './events.ts';
import { InvalidRepair } from './validated.ts';

/** A recovery point and the table it is to be restored to. */
interface ToRestore extends WholePoint {
  table: string;
}

export interface Chosen {
  points: ToRestore[];
  beside: { ledger: string; devices: string; taken_at: string };
  /** Restored tables of repairs that ended without removing them. */
  swept: string[];
}

/**
 * Chooses the latest recovery points at or before an instant.
 *
 * @throws NoRecoveryPoint; InvalidRepair for an instant that is not over
 */
export async function choose({ run, before }: Choose, dependencies: RepairDependencies): Promise<Chosen> {
  const { vaults, listPoints, tablesBeginning, environment, now } = dependencies;
  const instant = new Date(before).toISOString();
  if (instant > now().toISOString()) throw new InvalidRepair(`before is ${instant}, which is not over yet`);
  const found = await Promise.all([vaults.backup, vaults.tape].map((vault) => listPoints(vault)));
  const { ledger, devices } = latestBefore(found.flat(), instant, vaults.tape);
  const prefix = repairPrefix(environment.RESTORED_PREFIX);
  const own = `${prefix}${shortId(run)}-`;
  const points = [ledger, devices].map((point) => ({ ...point, table: `${own}${point.kind}` }));
  const all = await tablesBeginning(prefix);
  return {
    points,
    beside: { ledger: `${own}ledger`, devices: `${own}devices`, taken_at: ledger.taken_at },
    swept: all.filter((table) => !table.startsWith(own)),
  };
}
