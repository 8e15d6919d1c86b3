import { KINDS, type Kind } from '../../domain/tables.ts';
import { repairPrefix } from '../shared/restored-tables.ts';

/** Where this function works: one environment in one Region. */
export interface Place {
  region: string;
  /** How every name begins: `permanence-production`. */
  prefix: string;
  /** The Region's own backups. */
  backupVault: string;
  /** Copies of the other Region's backups, locked. */
  tapeVault: string;
  /** The live tables by what they hold. */
  tables: Readonly<Record<Kind, string>>;
}

/** How the names of this environment's restored tables begin; nothing else is ever removed. */
export const restoredPrefix = ({ prefix }: Pick<Place, 'prefix'>): string => `${prefix}-restored-`;

/** Whether a restored table is a repair's, which its next run removes. */
export const isOfRepair = (place: Pick<Place, 'prefix'>, table: string): boolean =>
  table.startsWith(repairPrefix(restoredPrefix(place)));

/** What a table of this environment holds, by its name or ARN; undefined when it is not one of them. */
export function kindOf({ tables }: Place, table: string): Kind | undefined {
  const name = table.slice(table.lastIndexOf('/') + 1);
  return KINDS.find((kind) => tables[kind] === name);
}
