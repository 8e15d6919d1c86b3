import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { SealedKey } from './keyring.ts';

/** A device as the registry holds it. */
export interface RegisteredDevice {
  deviceId: string;
  role: string;
  store: string;
  till: string;
  /** JWK of its EC P-256 public key, as JSON text. */
  publicKey: string;
  state: 'enrolled' | 'revoked';
}

export const deviceKey = (deviceId: string) => ({ pk: { S: `DEVICE#${deviceId}` }, sk: { S: 'DEVICE' } });

/** The partition of the signing keys, one item a key. */
export const SIGNING_KEYS = 'SIGNING-KEYS';

/** One strongly consistent read, so that a revocation in the other Region counts here. */
export async function readDevice(
  client: DynamoDBClient,
  table: string,
  deviceId: string,
  abortSignal: AbortSignal,
): Promise<RegisteredDevice | undefined> {
  const command = new GetItemCommand({ TableName: table, Key: deviceKey(deviceId), ConsistentRead: true });
  const { Item } = await client.send(command, { abortSignal });
  if (!Item) return undefined;
  const text = (name: string): string => Item[name]?.S ?? '';
  return {
    deviceId,
    role: text('role'),
    store: text('store'),
    till: text('till'),
    publicKey: text('publicKey'),
    state: text('state') === 'enrolled' ? 'enrolled' : 'revoked',
  };
}

/** All signing keys: one strongly consistent query (keys are few: one a rotation). */
export async function readSigningKeys(
  client: DynamoDBClient,
  table: string,
  abortSignal: AbortSignal,
): Promise<SealedKey[]> {
  const command = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'pk = :keys',
    ExpressionAttributeValues: { ':keys': { S: SIGNING_KEYS } },
    ConsistentRead: true,
  });
  const { Items = [] } = await client.send(command, { abortSignal });
  return Items.map((item) => ({
    kid: item.kid?.S ?? '',
    publicKey: item.publicKey?.S ?? '',
    sealed: Object.fromEntries(Object.entries(item.sealed?.M ?? {}).map(([region, { S = '' }]) => [region, S])),
    activeFrom: item.activeFrom?.S ?? '',
  }));
}
