import { sign, verify } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createKeyring, type SealedKey } from '../../../lambdas/shared/keyring.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const NOW = Date.parse('2026-11-24T09:30:00Z');
const first = newSigningKey('key-1', '2026-01-01T00:00:00Z');
const second = newSigningKey('key-2', '2026-11-24T09:31:00Z');

/** A keyring over a registry that a test can change, with every look and every opening counted. */
function keyringOver(keys: SealedKey[]) {
  const world = { now: NOW, keys, fails: false, looks: 0, opened: [] as Record<string, string>[] };
  const keyring = createKeyring({
    async loadKeys() {
      world.looks += 1;
      await setImmediate();
      if (world.fails) throw new Error('no answer');
      return [...world.keys];
    },
    async unseal(sealed, context) {
      world.opened.push(context);
      return sealed;
    },
    region: 'eu-west-3',
    now: () => world.now,
  });
  return { world, keyring };
}

describe('a keyring', () => {
  it('reads the registry once and opens one key once, for the purpose it was sealed for', async () => {
    const { world, keyring } = keyringOver([first.sealed, second.sealed]);
    await Promise.all([keyring.signingKey(), keyring.signingKey()]);
    const { kid, privateKey } = await keyring.signingKey();
    expect(kid).toBe('key-1');
    expect(world).toMatchObject({ looks: 1, opened: [{ purpose: 'chain-signing', kid: 'key-1' }] });
    const text = Buffer.from('entry');
    expect(verify(null, text, keyring.findKey('key-1') ?? '', sign(null, text, privateKey))).toBe(true);
  });

  it('signs with the newest key that is active', async () => {
    const { world, keyring } = keyringOver([second.sealed, first.sealed]);
    world.now = NOW + 60_000;
    expect((await keyring.signingKey()).kid).toBe('key-2');
  });

  it('knows the public keys of the past and of the future', async () => {
    const { keyring } = keyringOver([first.sealed, second.sealed]);
    await keyring.signingKey();
    expect(keyring.findKey('key-2')).toBeDefined();
    expect(keyring.findKey('key-3')).toBeUndefined();
  });

  it('tells what to type when there is no active key', async () => {
    const { keyring } = keyringOver([second.sealed]);
    await expect(keyring.signingKey()).rejects.toThrow(/signing-key create/);
  });

  it('tries again after the registry did not answer', async () => {
    const { world, keyring } = keyringOver([first.sealed]);
    world.fails = true;
    await expect(keyring.signingKey()).rejects.toThrow('no answer');
    world.fails = false;
    expect((await keyring.signingKey()).kid).toBe('key-1');
  });

  it('learns a new key for all who wait for it, by one look in ten seconds', async () => {
    const { world, keyring } = keyringOver([first.sealed]);
    await keyring.signingKey();
    world.keys.push(second.sealed);
    await Promise.all(
      [1, 2, 3].map(async () => {
        await keyring.refresh();
        expect(keyring.findKey('key-2')).toBeDefined();
      }),
    );
    expect(world.looks).toBe(2);
    world.now = NOW + 9_999;
    await keyring.refresh();
    expect(world.looks).toBe(2);
    world.now = NOW + 10_000;
    await keyring.refresh();
    expect(world.looks).toBe(3);
  });

  it('looks again at once after a look that failed, and goes on signing', async () => {
    const { world, keyring } = keyringOver([first.sealed]);
    await keyring.signingKey();
    world.keys.push(second.sealed);
    world.fails = true;
    await expect(keyring.refresh()).rejects.toThrow('no answer');
    expect((await keyring.signingKey()).kid).toBe('key-1');
    world.fails = false;
    await keyring.refresh();
    expect(keyring.findKey('key-2')).toBeDefined();
  });
});
