import { DeleteItemCommand, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Workplace } from '../../../commands/registry/clients.ts';
import { listSigningKeys } from '../../../commands/registry/signing-keys.ts';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { publicKeyObject } from '../../../lambdas/shared/keyring.ts';
import { type Item, isVacated, storedEntry } from '../../../lambdas/shared/ledger-item.ts';

/** The ledger as it stands, by `pk/sk`. */
export type Snapshot = ReadonlyMap<string, Item>;

export const keyOf = ({ pk, sk }: Item): string => `${pk?.S}/${sk?.S}`;

/** Everything in the ledger, canaries left out. */
export async function snapshotOf({ dynamodb, ledgerTable }: Workplace): Promise<Snapshot> {
  const found = new Map<string, Item>();
  const pages = paginateScan({ client: dynamodb }, { TableName: ledgerTable, ConsistentRead: true });
  for await (const { Items = [] } of pages)
    for (const item of Items) if (item.pk?.S?.startsWith('TILL#')) found.set(keyOf(item), item);
  return found;
}

/** An item as one text that is the same for the same bytes, in whatever order its attributes come. */
export const bytesOf = (item: Item | undefined): string =>
  JSON.stringify(item ?? null, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });

/** The entries of one chain, in order. */
export const chainIn = (snapshot: Snapshot, pk: string): Item[] =>
  [...snapshot.values()]
    .filter((item) => item.pk?.S === pk && !isVacated(item))
    .sort((one, other) => ((one.sk?.S ?? '') < (other.sk?.S ?? '') ? -1 : 1));

export const chainsIn = (snapshot: Snapshot): string[] => [
  ...new Set([...snapshot.values()].map(({ pk }) => pk?.S ?? '')),
];

/** The chains that an auditor's verifier finds broken, with the fault. */
export async function brokenChains(place: Workplace, snapshot: Snapshot): Promise<string[]> {
  const keys = new Map((await listSigningKeys(place)).map(({ kid, publicKey }) => [kid, publicKeyObject(publicKey)]));
  return chainsIn(snapshot).flatMap((pk) => {
    const [, store = '', till = ''] = pk.split('#');
    const verifier = createChainVerifier(store, till, (kid) => keys.get(kid));
    for (const item of chainIn(snapshot, pk)) {
      const fault = verifier.accept(storedEntry(item));
      if (fault) return [`${fault.receiptNumber}: ${fault.fault}`];
    }
    const fault = verifier.finish();
    return fault ? [`${fault.receiptNumber}: ${fault.fault}`] : [];
  });
}

/** What a thief can do: with a stolen role of the application he puts, with a stolen break-glass role he also deletes. */
export const thiefIn = ({ dynamodb, ledgerTable }: Workplace) => ({
  put: async (item: Item): Promise<void> => {
    await dynamodb.send(new PutItemCommand({ TableName: ledgerTable, Item: item }));
  },
  remove: async ({ pk, sk }: Item): Promise<void> => {
    await dynamodb.send(new DeleteItemCommand({ TableName: ledgerTable, Key: { pk, sk } as Item }));
  },
});
