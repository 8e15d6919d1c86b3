import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { PutItemCommand, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { deviceKey } from '../../lambdas/shared/registry.ts';
import type { Workplace } from './clients.ts';

/** What a device keeps for itself: its name and the key it signs with. */
export interface DeviceFile {
  deviceId: string;
  role: string;
  store: string;
  till: string;
  privateKey: JsonWebKey;
}

export interface DeviceRow {
  deviceId: string;
  role: string;
  store: string;
  till: string;
  state: string;
  enrolledAt: string;
  revokedAt?: string;
}

/** Another device has this id. */
export class EnrolledAlready extends Error {}

/**
 * Enrols a device under a key pair made here; only the public half is stored.
 *
 * @param keep takes the device with its private key before it is enrolled: whatever dies in between, no enrolled device is without its key
 * @throws EnrolledAlready when another device has the id: a lost key is replaced by revoking and enrolling under another id
 */
export async function enrolDevice(
  { dynamodb, devicesTable }: Workplace,
  device: Omit<DeviceFile, 'privateKey'>,
  now: Date,
  keep: (device: DeviceFile) => void = () => undefined,
): Promise<DeviceFile> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { deviceId, role, store, till } = device;
  const command = new PutItemCommand({
    TableName: devicesTable,
    Item: {
      ...deviceKey(deviceId),
      deviceId: { S: deviceId },
      role: { S: role },
      store: { S: store },
      till: { S: till },
      publicKey: { S: JSON.stringify(publicKey.export({ format: 'jwk' })) },
      state: { S: 'enrolled' },
      enrolledAt: { S: now.toISOString() },
    },
    // A repetition whose first answer was lost meets its own key and is no other device.
    ConditionExpression: 'attribute_not_exists(pk) OR publicKey = :own',
    ExpressionAttributeValues: { ':own': { S: JSON.stringify(publicKey.export({ format: 'jwk' })) } },
  });
  const enrolled = { ...device, privateKey: privateKey.export({ format: 'jwk' }) };
  keep(enrolled);
  await dynamodb.send(command).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
    throw new EnrolledAlready(`${deviceId} is enrolled already: revoke it and enrol under another id`, {
      cause: error,
    });
  });
  return enrolled;
}

/** Revokes a device; within a minute no Region lets it in. Revoking twice changes nothing. */
export async function revokeDevice({ dynamodb, devicesTable }: Workplace, deviceId: string, now: Date): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: devicesTable,
    Key: deviceKey(deviceId),
    UpdateExpression: 'SET #state = :revoked, revokedAt = if_not_exists(revokedAt, :now)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':revoked': { S: 'revoked' }, ':now': { S: now.toISOString() } },
  });
  await dynamodb.send(command).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
    throw new Error(`no device ${deviceId} is enrolled`, { cause: error });
  });
}

/** Every device of the registry. A scan: for people, never on the way of a request. */
export async function listDevices({ dynamodb, devicesTable }: Workplace): Promise<DeviceRow[]> {
  const rows: DeviceRow[] = [];
  const input = {
    TableName: devicesTable,
    FilterExpression: 'sk = :device',
    ExpressionAttributeValues: { ':device': { S: 'DEVICE' } },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, input)) {
    for (const item of Items) {
      const text = (name: string): string => item[name]?.S ?? '';
      rows.push({
        deviceId: text('deviceId'),
        role: text('role'),
        store: text('store'),
        till: text('till'),
        state: text('state'),
        enrolledAt: text('enrolledAt'),
        ...(item.revokedAt?.S ? { revokedAt: item.revokedAt.S } : {}),
      });
    }
  }
  return rows.sort((a, b) => a.deviceId.localeCompare(b.deviceId));
}
