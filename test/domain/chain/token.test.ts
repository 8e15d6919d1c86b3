import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import { genesis, seal } from '../../../domain/chain/append.ts';
import { isSigned, keyIdOf, readToken, tokenOf } from '../../../domain/chain/token.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = { kid: 'key-1', privateKey };
const findKey = (kid: string) => (kid === 'key-1' ? publicKey : undefined);
const at = { time: '2026-11-24T10:30:00+01:00', operator: 'camille', recordedAt: '2026-11-24T09:30:01.000Z' };
const sealed = seal(genesis('HAUSSMANN', '012'), { kind: 'void', reason: 'printer jam' }, at, key);
const { token } = sealed;

describe('a chain token', () => {
  it('is a JWS whose signature and content follow from the entry', () => {
    expect(isSigned(token, findKey)).toBe(true);
    expect(keyIdOf(token)).toBe('key-1');
    expect(readToken(token)).toMatchObject({ store: 'HAUSSMANN', till: '012', sequence: 1, closing: 0 });
    expect(tokenOf(sealed.entry, sealed.canonical, sealed.signature)).toBe(token);
  });

  it('says what it vouches for as canonical JSON, whatever the totals are', () => {
    const cents = fc.maxSafeNat();
    fc.assert(
      fc.property(cents, cents, fc.nat(), (sales, returns, closing) => {
        const entry = { ...sealed.entry, perpetual: { sales, returns }, closing };
        const [, payload = ''] = tokenOf(entry, sealed.canonical, sealed.signature).split('.');
        const text = Buffer.from(payload, 'base64url').toString();
        expect(text).toBe(canonicalJson(JSON.parse(text)));
      }),
    );
  });

  it('is the same whenever the same entry is signed again', () => {
    expect(seal(genesis('HAUSSMANN', '012'), { kind: 'void', reason: 'printer jam' }, at, key).token).toBe(token);
  });

  it('with any bit of any character changed is refused', () => {
    for (let place = 0; place < token.length; place++)
      for (let bit = 0; bit < 7; bit++) {
        const changed = String.fromCharCode(token.charCodeAt(place) ^ (1 << bit));
        expect(isSigned(token.slice(0, place) + changed + token.slice(place + 1), findKey), `${place}/${bit}`).toBe(
          false,
        );
      }
  });

  it('with anything put in, anywhere, is refused', () => {
    fc.assert(
      fc.property(fc.nat(token.length), fc.string({ minLength: 1, maxLength: 3 }), (place, more) => {
        expect(isSigned(token.slice(0, place) + more + token.slice(place), findKey)).toBe(false);
      }),
    );
  });

  it('of a key that nobody knows, or of another algorithm, is refused', () => {
    const [, payload, signature] = token.split('.');
    const under = (header: object) =>
      `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
    expect(isSigned(under({ alg: 'EdDSA', kid: 'key-2' }), findKey)).toBe(false);
    expect(isSigned(under({ alg: 'none', kid: 'key-1' }), findKey)).toBe(false);
    expect(isSigned(under({ alg: 'EdDSA' }), findKey)).toBe(false);
  });
});
