import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Workplace } from '../../../commands/registry/clients.ts';
import { createFieldKey, listSecrets, setSecret } from '../../../commands/registry/secrets.ts';
import { createSecrets, type Secrets, secretContext } from '../../../lambdas/shared/sealed.ts';
import { readSecrets } from '../../../lambdas/shared/secrets-registry.ts';
import type { Listening } from '../../../twin/http.ts';
import { keyRing } from '../../../twin/kms/keys.ts';
import { serveKms } from '../../../twin/kms/server.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const REGIONS = ['eu-west-3', 'eu-central-1'];
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let kms: Listening;
let place: Workplace;

beforeAll(async () => {
  const plans = [{ keyId: '11111111-2222-4333-8444-555555555555', aliases: ['alias/permanence-test-secrets'] }];
  kms = await serveKms(new Map(REGIONS.map((region) => [region, keyRing(region, plans)])));
  const dynamodb = outsideClient(inject('dynamodb'));
  place = {
    environment: 'test',
    regions: REGIONS,
    dynamodb,
    kms: (region) => new KMSClient({ region, endpoint: kms.url, credentials }),
    ledgerTable: '',
    devicesTable: await createTable(dynamodb, 'devices'),
    taxFreeTable: 'unused',
    operationsTable: 'unused',
    signingAlias: '',
  };
});
afterAll(() => kms.close());

const unsealIn = (region: string) => async (sealed: Uint8Array, context: Record<string, string>) => {
  const command = new DecryptCommand({ CiphertextBlob: sealed, EncryptionContext: context });
  const { Plaintext = new Uint8Array() } = await place.kms(region).send(command);
  return Plaintext;
};

const secretsIn = (region: string): Secrets =>
  createSecrets({
    loadSecrets: () => readSecrets(place.dynamodb, place.devicesTable, AbortSignal.timeout(5000)),
    unseal: unsealIn(region),
    region,
    now: Date.now,
  });

describe('a secret of the registry', () => {
  it('is opened in each Region by that Region’s own key', async () => {
    await setSecret(place, 'customs-webhook', 'kept quiet', new Date());
    for (const region of REGIONS) expect(await secretsIn(region).text('customs-webhook')).toBe('kept quiet');
  });

  it('is opened neither by another Region’s key nor under another name', async () => {
    const { sealed } = await setSecret(place, 'acquirer', '{}', new Date());
    const blob = Buffer.from(sealed['eu-west-3'] ?? '', 'base64');
    await expect(unsealIn('eu-central-1')(blob, secretContext('acquirer'))).rejects.toThrow();
    await expect(unsealIn('eu-west-3')(blob, secretContext('customs-client'))).rejects.toThrow();
  });

  it('replaces the one of its name', async () => {
    await setSecret(place, 'customs-client', 'old', new Date());
    await setSecret(place, 'customs-client', 'new', new Date());
    expect(await secretsIn('eu-west-3').text('customs-client')).toBe('new');
  });
});

describe('a field key', () => {
  it('is the same 32 bytes in both Regions, and is never replaced', async () => {
    await createFieldKey(place, 'first', new Date(0));
    const [paris, frankfurt] = await Promise.all(REGIONS.map((region) => secretsIn(region).fieldKey()));
    expect(paris?.key).toHaveLength(32);
    expect(frankfurt).toEqual(paris);
    await expect(createFieldKey(place, 'first', new Date())).rejects.toThrow('conditional');
    expect(await secretsIn('eu-west-3').fieldKey()).toEqual(paris);
  });

  it('of a rotation closes, and the older one still opens', async () => {
    const before = await secretsIn('eu-west-3').fieldKey();
    await createFieldKey(place, 'second', new Date(1));
    const secrets = secretsIn('eu-central-1');
    expect((await secrets.fieldKey()).id).toBe('second');
    expect(await secrets.fieldKeyOf(before.id)).toEqual(before);
    expect((await listSecrets(place)).map(({ name }) => name)).toContain('field-key:first');
  });
});
