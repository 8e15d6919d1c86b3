import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { SealedEntry } from '../../../domain/chain/append.ts';
import type { Pseudonyms } from '../../../domain/masking/pseudonyms.ts';
import { UnknownMember } from '../../../domain/masking/rule.ts';
import { packed, releaseMark } from '../../shared/ledger-item.ts';
import type { Row } from './rows.ts';

const RELEASED = releaseMark('');

/** Names of attributes that say nothing of a person: goods, and numbers of receipts. */
const KEPT = /^(pk|sk|left|goodsRevision|return#.+|duplicate#\d+)$/;

function besides(name: string, value: AttributeValue, { form }: Pseudonyms): [string, AttributeValue] {
  if (KEPT.test(name)) return [name, value];
  if (name.startsWith(RELEASED)) return [releaseMark(form(name.slice(RELEASED.length))), value];
  if (name === 'claim' && value.M?.form?.S !== undefined)
    return [name, { M: { ...value.M, form: { S: form(value.M.form.S) } } }];
  throw new UnknownMember(`no rule says what becomes of ${name} on a receipt`);
}

/**
 * An item of the ledger with its entry written anew, and what happened to it since beside it.
 *
 * @throws UnknownMember for an attribute that no rule names
 */
export function receiptItem(item: Row, { canonical, signature }: SealedEntry, pseudonyms: Pseudonyms): Row {
  const { entry: _, signature: __, ...rest } = item;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => besides(name, value, pseudonyms))),
    entry: { B: packed(canonical) },
    signature: { B: signature },
  };
}
