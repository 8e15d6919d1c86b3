import { UnknownMember } from '../../../domain/masking/rule.ts';
import { claimOfReference, referenceItem, voucherKey, voucherOfKey } from '../../shared/reference-item.ts';
import type { Masking } from './context.ts';
import type { Change, Row } from './rows.ts';

/** A claim on a reference under the pseudonym of that reference, known as the clone's own by its name. */
function masked(row: Row, { name, pseudonyms }: Masking): Change[] {
  if (row.clone?.S === name) return [];
  const sk = row.sk?.S ?? '';
  const reference = voucherOfKey(sk);
  if (reference === undefined) throw new UnknownMember(`no rule says what becomes of ${sk} among references`);
  const pseudonym = pseudonyms.reference(reference);
  const put = { ...referenceItem(pseudonym, claimOfReference(row)), clone: { S: name } };
  return pseudonym === reference ? [{ put }] : [{ put }, { remove: { ...row, ...voucherKey(reference) } }];
}

/**
 * Writes the claims of one partition anew. The new one is written before the old one is taken away: a part that died in between does the same again.
 *
 * @returns how many, and whether it came to the end before time was up
 * @throws UnknownMember for what is no claim on a voucher
 */
export async function maskReferences(pk: string, masking: Masking): Promise<{ rewritten: number; done: boolean }> {
  const { rows, tables, isTimeUp } = masking;
  let rewritten = 0;
  let from: Row | undefined;
  do {
    const page = await rows.partition(tables.ledger, pk, from);
    const changes = page.rows.flatMap((row) => masked(row, masking));
    const puts = changes.filter((change) => 'put' in change);
    await rows.write(tables.ledger, puts);
    await rows.write(
      tables.ledger,
      changes.filter((change) => 'remove' in change),
    );
    rewritten += puts.length;
    from = page.next;
  } while (from !== undefined && !isTimeUp());
  return { rewritten, done: from === undefined };
}
