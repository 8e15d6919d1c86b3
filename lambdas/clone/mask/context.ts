import type { FindKey, SigningKey } from '../../../domain/chain/token.ts';
import type { Pseudonyms } from '../../../domain/masking/pseudonyms.ts';
import type { Tables } from '../../../domain/tables.ts';
import type { FieldKeys } from '../../shared/form-work/field-cipher.ts';
import type { FieldKey } from '../../shared/sealed.ts';
import type { Rows } from './rows.ts';

/** What masking works with: the keys of the original, to open and check what it left, and those of the clone, to write it anew. */
export interface Masking {
  /** The clone's name, by which rewritten items are known. */
  name: string;
  tables: Tables;
  rows: Rows;
  pseudonyms: Pseudonyms;
  /** Public keys of the original. */
  findOriginal: FindKey;
  originalFieldKeys: Pick<FieldKeys, 'fieldKeyOf'>;
  signingKey: SigningKey;
  fieldKey: FieldKey;
  /** Whether the function must come to an end soon. */
  isTimeUp(): boolean;
}

/** How far a part came. */
export interface Progress<Left> {
  /** Items written anew by this call. */
  rewritten: number;
  /** What is left of the part, when time was up. */
  left?: Left;
}
