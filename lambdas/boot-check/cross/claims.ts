import { isBefore } from '../../../domain/laws/finding.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { type FormRecord, formRecord } from '../../shared/form-work/form-record.ts';
import { chainOf, type Item } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import { getAll, keyText } from '../tables/batches.ts';
import { rangePages } from '../tables/range.ts';
import type { WireItem } from '../tables/wire.ts';
import { ifThere } from '../work.ts';
import type { Crossing } from './crossing.ts';

/** Chains that are read beside each other, all in one sandbox: what does not claim is left out by the table itself. */
const AT_ONCE = 4;

interface Claim {
  number: string;
  form: string;
  at: string;
}

function claimOf({ pk, sk, claim }: WireItem): Claim[] {
  const place = chainOf(pk?.S ?? '');
  const { form, at } = claim?.M ?? {};
  if (place === undefined || form?.S === undefined) return [];
  return [{ number: formatReceiptNumber({ ...place, sequence: Number(sk?.S) }), form: form.S, at: at?.S ?? '' }];
}

const keyOf = ({ form }: Claim) => ({ pk: `FORM#${form}`, sk: 'FORM' });

function recordOf(item: Item | undefined): FormRecord | undefined {
  try {
    return item === undefined ? undefined : formRecord(item);
  } catch {
    return undefined;
  }
}

/**
 * Claims without a form. A kiosk that dies between claim and form leaves one, for as long as nobody wants the receipt, so the live table
 * says which form was lost: one that was issued before the backup.
 */
async function judgeLoose(loose: readonly Claim[], crossing: Crossing): Promise<void> {
  const { client, liveForms, taken_at, findings } = crossing;
  const alive = await ifThere(() => getAll(client, liveForms, loose.map(keyOf)));
  for (const claim of loose) {
    const form = recordOf(alive?.get(keyText(keyOf(claim))));
    const issued = form?.log[0]?.at;
    if (issued === undefined || !isBefore(issued, taken_at)) crossing.edges++;
    else {
      const says = `${claim.number} is claimed by it, and the live table has it since ${issued}`;
      findings.add({ law: 'form-missing', item: `FORM#${claim.form}/FORM`, says });
    }
  }
}

async function judge(claims: readonly Claim[], crossing: Crossing): Promise<void> {
  const { client, tables, taken_at, findings } = crossing;
  const forms = await getAll(client, tables['tax-free'], claims.map(keyOf));
  const loose = claims.filter((claim) => !forms.has(keyText(keyOf(claim))));
  if (loose.length > 0) await judgeLoose(loose, crossing);
  for (const claim of claims) {
    const form = recordOf(forms.get(keyText(keyOf(claim))));
    if (form === undefined || form.receipts.includes(claim.number)) continue;
    if (!isBefore(claim.at, taken_at)) crossing.edges++;
    else
      findings.add({
        law: 'claim-of-other-form',
        item: `${claim.number} claim`,
        says: `form ${claim.form} does not name it`,
      });
  }
}

/** From every claim in the ledger to its form. */
export async function checkClaims(crossing: Crossing): Promise<void> {
  const { client, tables } = crossing;
  const chains = (await partitions(client, tables.ledger)).filter((pk) => chainOf(pk) !== undefined);
  const claiming = { FilterExpression: 'attribute_exists(claim)', ProjectionExpression: 'pk, sk, claim' };
  const judgeChains = async (): Promise<void> => {
    for (let pk = chains.pop(); pk !== undefined; pk = chains.pop())
      for await (const items of rangePages(client, { table: tables.ledger, pk }, claiming)) {
        const claims = items.flatMap(claimOf);
        if (claims.length > 0) await judge(claims, crossing);
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, judgeChains));
}
