import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { afterEach, expect, test } from 'vitest';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import type { Listening } from '../../../twin/http.ts';
import { keyRing } from '../../../twin/kms/keys.ts';
import { serveKms } from '../../../twin/kms/server.ts';

const ALIAS = 'alias/sealing';
const PLANS = [{ keyId: '00000000-0000-4000-8000-000000000001', aliases: [ALIAS] }];
const OTHER = [{ keyId: '00000000-0000-4000-8000-000000000002', aliases: [ALIAS] }];
const CONTEXT = { purpose: 'chain-signing', kid: 'k1' };
const SECRET = Buffer.from('the private key');

const servers: Listening[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function kms(region = 'eu-west-3', file?: string): Promise<KMSClient> {
  const server = await serveKms(
    new Map([
      ['eu-west-3', keyRing('eu-west-3', PLANS, file)],
      ['eu-central-1', keyRing('eu-central-1', OTHER)],
    ]),
  );
  servers.push(server);
  return new KMSClient({ endpoint: server.url, region, credentials: CREDENTIALS });
}

async function seal(client: KMSClient): Promise<Uint8Array | undefined> {
  const command = new EncryptCommand({ KeyId: ALIAS, Plaintext: SECRET, EncryptionContext: CONTEXT });
  return (await client.send(command)).CiphertextBlob;
}

test('what was sealed opens under the same context, whatever the order of its pairs', async () => {
  const client = await kms();
  const CiphertextBlob = await seal(client);
  const { kid, purpose } = CONTEXT;
  const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { kid, purpose } }));
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe(SECRET.toString());
  expect(opened.KeyId).toBe(`arn:aws:kms:eu-west-3:000000000000:key/${PLANS[0]?.keyId}`);
});

test('another context, or a changed byte, does not open it', async () => {
  const client = await kms();
  const CiphertextBlob = await seal(client);
  const changed = Uint8Array.from(CiphertextBlob ?? []).map((byte, at, all) =>
    at === all.length - 1 ? byte ^ 1 : byte,
  );
  const other = { ...CONTEXT, kid: 'k2' };
  for (const attempt of [
    { CiphertextBlob, EncryptionContext: other },
    { CiphertextBlob, EncryptionContext: {} },
    { CiphertextBlob: changed, EncryptionContext: CONTEXT },
  ])
    await expect(client.send(new DecryptCommand(attempt))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
});

test('a request is answered from the keys of the Region it is signed for', async () => {
  const paris = await kms();
  const endpoint = servers.at(-1)?.url ?? '';
  const frankfurt = new KMSClient({ endpoint, region: 'eu-central-1', credentials: CREDENTIALS });
  const CiphertextBlob = await seal(paris);
  const command = new DecryptCommand({ CiphertextBlob, EncryptionContext: CONTEXT });
  await expect(frankfurt.send(command)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});

test('an unknown alias is not found', async () => {
  const command = new DescribeKeyCommand({ KeyId: 'alias/nobody' });
  await expect((await kms()).send(command)).rejects.toMatchObject({ name: 'NotFoundException' });
});

test('a data key comes open and sealed', async () => {
  const client = await kms();
  const { Plaintext, CiphertextBlob } = await client.send(
    new GenerateDataKeyCommand({ KeyId: ALIAS, KeySpec: 'AES_256' }),
  );
  expect(Plaintext).toHaveLength(32);
  expect((await client.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(Plaintext);
});

test('keys outlive a restart in a file that only its owner reads', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
  const CiphertextBlob = await seal(await kms('eu-west-3', file));
  const again = await kms('eu-west-3', file);
  await expect(again.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: CONTEXT }))).resolves.toBeDefined();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
