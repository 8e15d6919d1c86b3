import type { Item } from '../../shared/ledger-item.ts';
import { fieldKeyName } from '../../shared/sealed.ts';
import { readSecrets } from '../../shared/secrets-registry.ts';
import { compareAbsentItems, firstLogged } from '../absent.ts';
import type { Part } from '../events.ts';
import { segmentOf, segmentsOf } from '../segments.ts';
import { getAll, keyText } from '../tables/batches.ts';
import { scanPages } from '../tables/scan.ts';
import { Count } from '../tally.ts';
import { ifThere, type Work } from '../work.ts';
import { formFindings } from './form-findings.ts';
import { besideLive } from './live-form.ts';

const ABSENT: Part = { absent: true };

/**
 * Forms are few beside receipts, and each is a partition of its own: segments of a scan, of which each sandbox takes one. What only the live
 * table has is a part of its own.
 */
export const planTaxFree = (): Part[] => [...segmentsOf(8), ABSENT];

const READ_KEYS_MS = 30_000;
const keyOf = (item: Item) => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' });

function slipFindings(item: Item, count: Count): void {
  const { next, last } = item;
  const isWell = /^\d+$/.test(next?.N ?? '') && /^\d+$/.test(last?.N ?? '') && Number(next?.N) <= Number(last?.N) + 1;
  if (!isWell)
    count.findings.add({ law: 'slips-shape', item: keyText(keyOf(item)), says: 'it is no range of slip numbers' });
}

async function compare({ client, live }: Work, forms: readonly Item[], count: Count): Promise<void> {
  if (live === undefined) return;
  const alive = await ifThere(() => getAll(client, live, forms.map(keyOf)));
  if (alive === undefined) count.compared = false;
  else
    for (const form of forms) {
      const { own, other, found } = besideLive(form, alive.get(keyText(keyOf(form))));
      count.restored.add(own);
      count.live.add(other);
      count.findings.add(...found);
    }
}

/** A form whose personal data no key of the registry opens could never be printed or sent again. */
function keyFindings({ pk, sk, personalKey }: Item, keys: ReadonlySet<string>, count: Count): void {
  if (personalKey?.S === undefined || keys.has(fieldKeyName(personalKey.S))) return;
  const says = `the registry has no field key ${personalKey.S}`;
  count.findings.add({ law: 'field-key-missing', item: `${pk?.S}/${sk?.S} personalKey`, says });
}

export async function checkTaxFreePart(work: Work, part: Part): Promise<Count> {
  const count = new Count();
  count.compared = work.live !== undefined;
  if (part.absent === true) {
    await compareAbsentItems(work, count, firstLogged);
    return count;
  }
  const secrets = await readSecrets(work.client, work.beside('devices'), AbortSignal.timeout(READ_KEYS_MS));
  const keys = new Set(secrets.map(({ name }) => name));
  for await (const items of scanPages(work.client, { TableName: work.table, ...segmentOf(part) })) {
    const forms: Item[] = [];
    for (const item of items) {
      count.items++;
      if (item.pk?.S?.startsWith('SLIPS#') && item.sk?.S === 'SLIPS') slipFindings(item, count);
      else if (item.pk?.S?.startsWith('FORM#') && item.sk?.S === 'FORM') forms.push(item);
      else
        count.findings.add({ law: 'item-unknown', item: keyText(keyOf(item)), says: 'no handler writes such an item' });
    }
    for (const form of forms) {
      count.findings.add(...formFindings(form).found);
      keyFindings(form, keys, count);
    }
    await compare(work, forms, count);
  }
  return count;
}
