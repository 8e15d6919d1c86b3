import type { SeenTable, TableSettings } from '../../domain/morning/fidelity.ts';
import type { BackupRule } from '../../domain/morning/schedule.ts';
import type { MorningLedger } from '../shared/morning/morning-ledger.ts';
import type { Emit } from './emit.ts';
import type { Place } from './place.ts';
import type { RepairAtWork } from './repairs.ts';
import type { Tables } from './tables.ts';
import type { Vaults } from './vaults.ts';

/** What the steps of a morning work with. */
export interface MorningDependencies {
  place: Place;
  rules: readonly BackupRule[];
  settings: TableSettings;
  vaults: Vaults;
  tables: Tables;
  /** A table with all settings that a restore may drop. */
  see(table: string): Promise<SeenTable>;
  ledger: MorningLedger;
  repairAtWork: RepairAtWork;
  now(): Date;
  emit: Emit;
}
