import { describe, expect, it } from 'vitest';
import { createSecrets, fieldKeyName, type SealedSecret, secretContext } from '../../../lambdas/shared/sealed.ts';

const REGION = 'eu-west-3';

const sealed = (name: string, text: string, activeFrom = '2026-01-01T00:00:00Z'): SealedSecret => ({
  name,
  sealed: { [REGION]: Buffer.from(text).toString('base64') },
  activeFrom,
});

/** A registry whose secrets can be changed, and a KMS that opens to anybody and counts. */
function registry(...secrets: SealedSecret[]) {
  const state = { secrets, loads: 0, now: Date.parse('2026-06-01T00:00:00Z'), failing: false };
  const opened: { text: string; context: Record<string, string> }[] = [];
  const own = createSecrets({
    loadSecrets: async () => {
      state.loads += 1;
      if (state.failing) throw new Error('no answer');
      return state.secrets;
    },
    unseal: async (bytes, context) => {
      opened.push({ text: Buffer.from(bytes).toString(), context });
      return bytes;
    },
    region: REGION,
    now: () => state.now,
  });
  return { own, state, opened };
}

describe('sealed secrets', () => {
  it('are read once and opened once, under a context that names them', async () => {
    const { own, state, opened } = registry(sealed('acquirer', 'a'));
    expect(await Promise.all([own.text('acquirer'), own.text('acquirer')])).toEqual(['a', 'a']);
    expect(state.loads).toBe(1);
    expect(opened).toEqual([{ text: 'a', context: secretContext('acquirer') }]);
  });

  it('that are missing name the command to run', async () => {
    await expect(registry().own.text('customs-client')).rejects.toThrow(/secret customs-client.*secret set/);
    await expect(registry().own.fieldKey()).rejects.toThrow(/rotate-field-key/);
  });

  it('close with the newest active field key and open with any', async () => {
    const { own } = registry(
      sealed(fieldKeyName('old'), 'k1', '2026-01-01T00:00:00Z'),
      sealed(fieldKeyName('new'), 'k2', '2026-05-01T00:00:00Z'),
      sealed(fieldKeyName('future'), 'k3', '2026-07-01T00:00:00Z'),
    );
    expect(await own.fieldKey()).toEqual({ id: 'new', key: Buffer.from('k2') });
    expect(await own.fieldKeyOf('old')).toEqual({ id: 'old', key: Buffer.from('k1') });
    expect(await own.fieldKeyOf('future')).toEqual({ id: 'future', key: Buffer.from('k3') });
  });

  it('learn a field key of the other Region when they meet it', async () => {
    const { own, state } = registry(sealed(fieldKeyName('old'), 'k1'));
    await own.fieldKey();
    state.secrets = [...state.secrets, sealed(fieldKeyName('new'), 'k2')];
    expect((await own.fieldKeyOf('new')).key).toEqual(Buffer.from('k2'));
  });

  it('that were replaced are learnt by a refresh, at most one look every ten seconds', async () => {
    const { own, state } = registry(sealed('customs-webhook', 'first'));
    await own.text('customs-webhook');
    state.secrets = [sealed('customs-webhook', 'second')];
    await Promise.all([own.refresh(), own.refresh()]);
    expect(await own.text('customs-webhook')).toBe('second');
    expect(state.loads).toBe(2);
  });

  it('survive a registry that does not answer: the next look is made at once', async () => {
    const { own, state } = registry(sealed('acquirer', 'a'));
    state.failing = true;
    await expect(own.text('acquirer')).rejects.toThrow('no answer');
    state.failing = false;
    expect(await own.text('acquirer')).toBe('a');
  });

  it('that were opened early are not opened again, and a missing one troubles only who asks for it', async () => {
    const { own, state, opened } = registry(sealed('acquirer', 'a'), sealed(fieldKeyName('new'), 'k'));
    await own.openEarly('acquirer', 'customs-client');
    expect(opened.map(({ text }) => text).sort()).toEqual(['a', 'k']);
    expect([await own.text('acquirer'), (await own.fieldKey()).id, opened.length, state.loads]).toEqual([
      'a',
      'new',
      2,
      1,
    ]);
    await expect(own.text('customs-client')).rejects.toThrow(/secret set/);
  });
});
