import type { KeyObject } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KnownKeys } from '../../../domain/repair/linked-runs.ts';
import { publicKeyObject } from '../../shared/keyring.ts';
import { readSigningKeys } from '../../shared/registry.ts';

const READ_KEYS_MS = 30_000;

/** Names the live registry as it differs from the backup. */
export interface Keys extends KnownKeys {
  /** Keys of the backup whose live public part is another one, or gone: entries signed since cannot be trusted by anybody. */
  exchanged: readonly string[];
}

async function publicKeys(client: DynamoDBClient, table: string): Promise<Map<string, string>> {
  const keys = await readSigningKeys(client, table, AbortSignal.timeout(READ_KEYS_MS));
  return new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]));
}

function objectOf(raw: string | undefined): KeyObject | undefined {
  try {
    return raw === undefined ? undefined : publicKeyObject(raw);
  } catch {
    return undefined;
  }
}

/**
 * The keys by which entries are judged: those of the registry as it was backed up, because whoever writes to the live one can put a key
 * of his own there; and of the live one those that an operator names.
 */
export async function keysOf(
  client: DynamoDBClient,
  tables: { restored: string; live: string },
  trusted: readonly string[],
): Promise<Keys> {
  const [restored, live] = await Promise.all([publicKeys(client, tables.restored), publicKeys(client, tables.live)]);
  const objects = new Map([...restored].map(([kid, raw]) => [kid, objectOf(raw)]));
  for (const kid of trusted) if (!objects.has(kid)) objects.set(kid, objectOf(live.get(kid)));
  return {
    findKey: (kid) => objects.get(kid),
    isKnown: (kid) => live.has(kid),
    exchanged: [...restored].filter(([kid, raw]) => live.get(kid) !== raw).map(([kid]) => kid),
  };
}
