import { sha256 } from '../../../domain/canonical.ts';
import { UnknownMember } from '../../../domain/masking/rule.ts';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { entryKey, storedEntry } from '../../shared/ledger-item.ts';
import type { Masking, Progress } from './context.ts';
import { formItem } from './form-item.ts';
import type { Change, Row } from './rows.ts';

/** A segment of the table that is still to be written anew, from a key on. */
export interface SegmentLeft {
  segment: number;
  of: number;
  from?: Row;
}

/** Slip numbers are customs' and each is for one form: a clone gets none of them, and can be stocked with others. */
const noSlips = (row: Row, name: string): Row => ({
  ...(row.pk ? { pk: row.pk } : {}),
  ...(row.sk ? { sk: row.sk } : {}),
  next: { N: '1' },
  last: { N: '0' },
  clone: { S: name },
});

/** The hash that a receipt has in the clone's ledger, which is written anew before the forms are. */
async function hashOf(number: string, { rows, tables }: Masking): Promise<string | undefined> {
  const place = parseReceiptNumber(number);
  const item = place && (await rows.read(tables.ledger, entryKey(place)));
  return item && sha256(storedEntry(item).canonical);
}

async function changesOf(row: Row, masking: Masking): Promise<Change[]> {
  const { name } = masking;
  const pk = row.pk?.S ?? '';
  if (row.clone?.S === name) return [];
  if (pk.startsWith('SLIPS#')) return [{ put: noSlips(row, name) }];
  if (!pk.startsWith('FORM#')) throw new UnknownMember(`no rule says what becomes of ${pk.split('#')[0]} items`);
  const put = await formItem(row, (number) => hashOf(number, masking), masking);
  return put.pk?.S === pk ? [{ put }] : [{ put }, { remove: row }];
}

/**
 * Writes a segment's forms anew. A form moves to the key of its other id: written there first and then taken away here, so that a crash in
 * between leaves both, and the next try takes the old one away. What was written anew is known by its mark.
 */
export async function maskForms({ segment, of, from }: SegmentLeft, masking: Masking): Promise<Progress<SegmentLeft>> {
  const { rows, tables, isTimeUp } = masking;
  const table = tables['tax-free'];
  let rewritten = 0;
  let next = from;
  do {
    const page = await rows.scan(table, { Segment: segment, TotalSegments: of }, next);
    const changes = (await Promise.all(page.rows.map((row) => changesOf(row, masking)))).flat();
    const isPut = (change: Change): boolean => 'put' in change;
    await rows.write(table, changes.filter(isPut));
    await rows.write(
      table,
      changes.filter((change) => !isPut(change)),
    );
    rewritten += changes.filter(isPut).length;
    next = page.next;
  } while (next !== undefined && !isTimeUp());
  return next === undefined ? { rewritten } : { rewritten, left: { segment, of, from: next } };
}
