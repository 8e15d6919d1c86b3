import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizer } from '../../../lambdas/authorizer/authorizer.ts';
import { createSlipQuota } from '../../../lambdas/shared/form-work/slip-quota.ts';
import { createKeyring } from '../../../lambdas/shared/keyring.ts';
import { readDevice, readSigningKeys } from '../../../lambdas/shared/registry.ts';
import { createSecrets, SECRET_NAMES, type SecretName } from '../../../lambdas/shared/sealed.ts';
import { readSecrets } from '../../../lambdas/shared/secrets-registry.ts';
import { authorizerEvent, deviceToken, newDevice, register } from '../../support/device.ts';
import { issuedForm, openDesk } from '../../support/tax-free/desk.ts';
import { type Bench, client, itemsOf, maskedAll, openBench, planned, REGION, restoreAll, unseal } from './support.ts';

const signal = () => AbortSignal.timeout(5000);

describe('a clone is apart from its original', () => {
  let bench: Bench;
  const device = newDevice('HAUSSMANN-012');

  beforeAll(async () => {
    const desk = await openDesk();
    await issuedForm(desk);
    bench = await openBench(desk);
    await register(client(), bench.original.devices, device);
    await createSlipQuota(client(), desk.table, 'typical').stock(1, 100);
    await restoreAll(bench);
    await planned(bench);
    await maskedAll(bench);
  });

  const authorizerOf = (table: string) =>
    createAuthorizer({
      readDevice: (id) => readDevice(client(), table, id, signal()),
      now: () => new Date(),
      log: () => {},
    });

  it('lets no device of the original in, which the original does', async () => {
    const event = authorizerEvent({ authorization: `Bearer ${await deviceToken(device, new Date())}` });
    await expect(authorizerOf(bench.original.devices)(event)).resolves.toBeTruthy();
    await expect(authorizerOf(bench.names.devices)(event)).rejects.toThrow('Unauthorized');
    const registry = await itemsOf(bench.names.devices);
    expect(registry.filter(({ pk }) => pk?.S?.startsWith('DEVICE#'))).toEqual([]);
  });

  it('has accounts at customs and the acquirer that exist nowhere', async () => {
    const secrets = createSecrets({
      loadSecrets: () => readSecrets(client(), bench.names.devices, signal()),
      unseal,
      region: REGION,
      now: Date.now,
    });
    const texts = await Promise.all(Object.keys(SECRET_NAMES).map((name) => secrets.text(name as SecretName)));
    expect(new Set(texts).size).toBe(texts.length);
    const acquirer = JSON.parse(await secrets.text('acquirer')) as { apiKey: string; merchantAccount: string };
    expect(acquirer).toMatchObject({ apiKey: expect.stringMatching(/^clone-/), merchantAccount: 'clone' });
    expect(JSON.parse(await secrets.text('customs-client'))).toMatchObject({ id: 'clone' });
  });

  it('holds keys and secrets of its own only, sealed for its own Region only', async () => {
    const [own, original] = await Promise.all([itemsOf(bench.names.devices), itemsOf(bench.original.devices)]);
    const sealed = (rows: typeof own) => rows.flatMap((row) => Object.values(row.sealed?.M ?? {}).map(({ S }) => S));
    for (const text of sealed(own)) expect(sealed(original)).not.toContain(text);
    for (const row of own) expect(Object.keys(row.sealed?.M ?? {})).toEqual([REGION]);
    const keys = await readSigningKeys(client(), bench.names.devices, signal());
    expect(keys).toHaveLength(1);
    const keyring = createKeyring({ loadKeys: async () => keys, unseal, region: REGION, now: Date.now });
    expect((await keyring.signingKey()).kid).toMatch(/^clone-july-[0-9a-f]{8}$/);
  });

  it('keeps nothing of the runs of the original, and no slip of customs', async () => {
    expect(await itemsOf(bench.names.operations)).toEqual([]);
    expect(await createSlipQuota(client(), bench.names['tax-free'], 'typical').take()).toBeUndefined();
    expect(await createSlipQuota(client(), bench.original['tax-free'], 'typical').take()).toBe('AT0000000001');
  });

  it('has thrown the key of its pseudonyms away, so that nobody finds the way back', async () => {
    const [item] = (await itemsOf(bench.original.operations)).filter(({ pk }) => pk?.S === 'CLONE#july');
    expect(item).toBeDefined();
    expect(item?.maskingKey).toBeUndefined();
  });

  it('of another time calls the same traveller something else', async () => {
    const desk = await openDesk();
    await issuedForm(desk);
    const ids = [];
    for (const name of ['one', 'two']) {
      const other = await openBench(desk);
      await restoreAll(other);
      await planned(other, {}, name);
      await maskedAll(other, name);
      ids.push((await itemsOf(other.names['tax-free'])).map(({ pk }) => pk?.S));
    }
    expect(ids[0]).not.toEqual(ids[1]);
  });
});
