import type { FindKey } from '../../domain/chain/token.ts';
import type { Tables } from '../../domain/tables.ts';
import type { FieldKeys } from '../shared/form-work/field-cipher.ts';
import type { Unseal } from '../shared/keyring.ts';
import type { Clones } from './life/clones.ts';
import type { ListRunningRestores } from './life/coming.ts';
import type { Seal } from './mask/keys.ts';
import type { Rows } from './mask/rows.ts';
import type { ListRecoveryPoints } from './plan/vault.ts';

/** The keys of the original: public ones to check what it signed, field keys to open what it closed. */
export interface OriginalKeys {
  findKey(): Promise<FindKey>;
  fieldKeys: Pick<FieldKeys, 'fieldKeyOf'>;
}

/** What the function works with: the only places where it meets the world. */
export interface CloneDependencies {
  region: string;
  live: Tables;
  /** Names of the two vaults. */
  vaults: Readonly<Record<'backup' | 'tape', string>>;
  clones: Clones;
  rows: Rows;
  listRecoveryPoints: ListRecoveryPoints;
  listRunningRestores: ListRunningRestores;
  tableExists(table: string): Promise<boolean>;
  /** All tables of the Region whose name begins like a clone's. */
  listCloneTables(): Promise<string[]>;
  seal: Seal;
  unseal: Unseal;
  original: OriginalKeys;
  now(): Date;
}
