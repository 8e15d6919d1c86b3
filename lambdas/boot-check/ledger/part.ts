import type { KeyObject } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { publicKeyObject } from '../../shared/keyring.ts';
import { isReferencePartition } from '../../shared/reference-item.ts';
import { readSigningKeys } from '../../shared/registry.ts';
import type { Part } from '../events.ts';
import { Count } from '../tally.ts';
import type { Work } from '../work.ts';
import { compareAbsent } from './absent.ts';
import { checkReferences, createVoucherCheck } from './references.ts';
import { ledgerPart } from './stretch.ts';
import { walkStretches } from './walk.ts';
import { createWitnesses } from './witnesses.ts';

const READ_KEYS_MS = 30_000;

function keyObject(raw: string): KeyObject[] {
  try {
    return [publicKeyObject(raw)];
  } catch {
    // A damaged key is named by the check of the registry, and here by every entry that was signed with it.
    return [];
  }
}

/** The public keys of the registry that was restored with the ledger. */
async function publicKeys({ client, beside }: Work): Promise<Map<string, KeyObject>> {
  const keys = await readSigningKeys(client, beside('devices'), AbortSignal.timeout(READ_KEYS_MS));
  return new Map(keys.flatMap(({ kid, publicKey }) => keyObject(publicKey).map((key) => [kid, key] as const)));
}

/** Whatever stands beside the chains: claims on references, the canaries of the Regions, and nothing else. */
async function checkOther(work: Work, pk: string, count: Count): Promise<void> {
  if (isReferencePartition(pk)) return checkReferences(work, pk, count);
  const { client, table } = work;
  const command = new QueryCommand({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    Limit: 2,
  });
  const { Items = [] } = await client.send(command);
  count.items += Items.length;
  for (const { sk, beat } of Items) {
    const isCanary = /^CANARY#[a-z0-9-]+$/.test(pk) && sk?.S === 'CANARY' && beat?.N !== undefined;
    if (!isCanary)
      count.findings.add({
        law: 'item-unknown',
        item: `${pk}/${sk?.S}`,
        says: 'no handler writes such an item to the ledger',
      });
  }
}

export async function checkLedgerPart(work: Work, part: Part): Promise<Count> {
  const count = new Count();
  count.compared = work.live !== undefined;
  const { stretches, others, absent } = ledgerPart(part);
  const keys = await publicKeys(work);
  const witnesses = createWitnesses(work.client, work.table, count.findings);
  const vouchers = createVoucherCheck(work, count.findings);
  for (const pk of others) await checkOther(work, pk, count);
  if (absent) await compareAbsent(work, count);
  await walkStretches(stretches, { work, findKey: (kid) => keys.get(kid), witnesses, vouchers, count });
  await witnesses.settle();
  await vouchers.settle();
  return count;
}
