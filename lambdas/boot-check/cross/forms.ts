import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../../../domain/canonical.ts';
import { type Finding, isBefore } from '../../../domain/laws/finding.ts';
import { formatSequence, parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { stateRow } from '../../../domain/tax-free/life/life.ts';
import { type FormRecord, formRecord } from '../../shared/form-work/form-record.ts';
import { chainPartition, type Item, type StoredEntry, storedEntry } from '../../shared/ledger-item.ts';
import { getAll, type Key, keyText } from '../tables/batches.ts';
import { scanPages } from '../tables/scan.ts';
import type { Crossing } from './crossing.ts';

function recordOf(item: Item): FormRecord[] {
  try {
    return item.pk?.S?.startsWith('FORM#') ? [formRecord(item)] : [];
  } catch {
    return [];
  }
}

function saleOf(item: Item | undefined): StoredEntry | undefined {
  try {
    return item === undefined ? undefined : storedEntry(item);
  } catch {
    return undefined;
  }
}

function keyOf(number: string): Key | undefined {
  const place = parseReceiptNumber(number);
  return place && { pk: chainPartition(place.store, place.till), sk: formatSequence(place.sequence) };
}

/** A form that holds its receipts has each of them, as it was when the form was made; one that let them go has none. */
function receiptFindings(form: FormRecord, number: string, sale: StoredEntry | undefined): Finding[] {
  const item = `FORM#${form.formId}/FORM receipts`;
  const { state, content, released } = form;
  if (sale === undefined) return [{ law: 'form-without-receipt', item, says: `the ledger does not have ${number}` }];
  const signed = content?.receipts.find((receipt) => receipt.number === number);
  const found: Finding[] = [];
  if (signed !== undefined && signed.hash !== sha256(sale.canonical))
    found.push({ law: 'form-receipt-differs', item, says: `${number} is not what the form was made from` });
  const claims = sale.claim?.form === form.formId;
  if (stateRow(state).holdsReceipts && !claims)
    found.push({
      law: 'form-without-claim',
      item,
      says: `it is ${state}, and ${number} ${sale.claim === undefined ? 'is free' : 'is claimed by another form'}`,
    });
  if (released && claims)
    found.push({
      law: 'claim-of-ended-form',
      item: `${number} claim`,
      says: `form ${form.formId} is ${state} and let it go`,
    });
  return found;
}

/** Whether a form changed so shortly before the backup that the ledger may not show it. */
const isAtEdge = ({ log }: FormRecord, taken_at: string): boolean => !isBefore(log.at(-1)?.at ?? taken_at, taken_at);

async function checkPage(
  client: DynamoDBClient,
  ledger: string,
  forms: readonly FormRecord[],
  crossing: Crossing,
): Promise<void> {
  const held = forms.filter(({ content }) => content !== undefined);
  const keys = held.flatMap(({ receipts }) => receipts.flatMap((number) => keyOf(number) ?? []));
  const sales = await getAll(client, ledger, keys);
  for (const form of held) {
    const found = form.receipts.flatMap((number) => {
      const key = keyOf(number);
      return receiptFindings(form, number, saleOf(key && sales.get(keyText(key))));
    });
    if (found.length > 0 && isAtEdge(form, crossing.taken_at)) crossing.edges++;
    else crossing.findings.add(...found);
  }
}

/** Each emergency slip is one form's. Slips are few: customs are seldom silent. */
function slipFindings(forms: readonly FormRecord[], slips: Map<string, string>, crossing: Crossing): void {
  for (const { slip, formId } of forms) {
    if (slip === undefined) continue;
    const other = slips.get(slip);
    if (other !== undefined && other !== formId)
      crossing.findings.add({
        law: 'slip-twice',
        item: `FORM#${formId}/FORM slip`,
        says: `${slip} is form ${other}'s too`,
      });
    slips.set(slip, formId);
  }
}

/** From every form to the receipts it names. */
export async function checkForms(crossing: Crossing): Promise<void> {
  const { client, tables } = crossing;
  const slips = new Map<string, string>();
  for await (const items of scanPages(client, { TableName: tables['tax-free'] })) {
    const forms = items.flatMap(recordOf);
    await checkPage(client, tables.ledger, forms, crossing);
    slipFindings(forms, slips, crossing);
  }
}
