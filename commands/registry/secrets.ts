import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { fieldKeyName, type SealedSecret, secretContext } from '../../lambdas/shared/sealed.ts';
import { readSecrets, SECRETS } from '../../lambdas/shared/secrets-registry.ts';
import type { Workplace } from './clients.ts';
import { sealForAll } from './seal.ts';

/** AES-256. */
const FIELD_KEY_BYTES = 32;

/** The alias of the KMS key that seals an environment's secrets. */
const secretsAlias = (environment: string): string => `alias/permanence-${environment}-secrets`;

async function put(place: Workplace, { name, sealed, activeFrom }: SealedSecret, onlyNew: boolean): Promise<void> {
  await place.dynamodb.send(
    new PutItemCommand({
      TableName: place.devicesTable,
      Item: {
        pk: { S: SECRETS },
        sk: { S: name },
        sealed: { M: Object.fromEntries(Object.entries(sealed).map(([region, text]) => [region, { S: text }])) },
        activeFrom: { S: activeFrom },
      },
      ...(onlyNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
    }),
  );
}

async function seal(place: Workplace, name: string, content: Uint8Array, activeFrom: Date): Promise<SealedSecret> {
  const sealing = { alias: secretsAlias(place.environment), content, context: secretContext(name) };
  return { name, sealed: await sealForAll(place, sealing), activeFrom: activeFrom.toISOString() };
}

/** Seals a secret for every Region and puts it into the registry, over the one of this name that was there. */
export async function setSecret(place: Workplace, name: string, secret: string, now: Date): Promise<SealedSecret> {
  const made = await seal(place, name, Buffer.from(secret), now);
  await put(place, made, false);
  return made;
}

/**
 * Makes a key for personal data, seals it for every Region and puts it into the registry. The key leaves this process only sealed; the
 * older ones stay, to open what they closed.
 *
 * @param activeFrom when fields begin to be closed with it; give running functions some minutes to learn it
 * @throws ConditionalCheckFailedException when there is a key of this id: it is never replaced, or what it closed is lost
 */
export async function createFieldKey(place: Workplace, id: string, activeFrom: Date): Promise<SealedSecret> {
  const made = await seal(place, fieldKeyName(id), randomBytes(FIELD_KEY_BYTES), activeFrom);
  await put(place, made, true);
  return made;
}

/** All secrets, sealed. */
export const listSecrets = ({ dynamodb, devicesTable }: Workplace): Promise<SealedSecret[]> =>
  readSecrets(dynamodb, devicesTable, AbortSignal.timeout(10_000));
