import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { knowsOf, type Witness } from '../../../domain/repair/marks.ts';
import { entryKey, isVacated } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import type { RepairDependencies } from '../dependencies.ts';
import type { Kept } from '../record/notes.ts';
import { packedItem } from '../record/packed.ts';

const AT_ONCE = 16;

/** An entry that no longer knows of a return or reprint of it that was signed since the backup. */
async function forgottenBy(witness: Witness, { client, environment }: RepairDependencies): Promise<Kept[]> {
  const place = parseReceiptNumber(witness.original);
  if (place === undefined) return [];
  const command = new GetItemCommand({
    TableName: environment.LEDGER_TABLE,
    Key: entryKey(place),
    ConsistentRead: true,
  });
  const { Item } = await client.send(command);
  if (Item === undefined || isVacated(Item) || knowsOf(marksOf(Item), witness)) return [];
  return [{ ...place, kind: 'marks', says: `it does not know of ${witness.by}`, seen: packedItem(Item) }];
}

/**
 * Entries whose marks were set back to what they were: goods that came back could come back again. Looked for from those signed since
 * the backup; a mark that the backup has is compared with the backup.
 */
export async function forgotten(
  { damages, witnesses }: { damages: readonly Kept[]; witnesses: readonly Witness[] },
  dependencies: RepairDependencies,
): Promise<Kept[]> {
  const placeOf = ({ store, till, sequence }: Kept): string => `${store}/${till}/${sequence}`;
  const known = new Set(damages.map(placeOf));
  const found: Kept[] = [];
  for (let i = 0; i < witnesses.length; i += AT_ONCE) {
    const some = witnesses.slice(i, i + AT_ONCE);
    const all = (await Promise.all(some.map((witness) => forgottenBy(witness, dependencies)))).flat();
    for (const one of all.filter((each) => !known.has(placeOf(each)))) {
      known.add(placeOf(one));
      found.push(one);
    }
  }
  return found;
}
