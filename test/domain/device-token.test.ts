import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { deviceToken } from '../../domain/device-token.ts';

test('a token says which device signed it, for whom and for how long, and its key vouches for that', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [header = '', claims = '', signature = ''] = deviceToken('HAUSSMANN-T1', privateKey, 1000, 60).split('.');
  const said = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(said(header)).toEqual({ alg: 'ES256', kid: 'HAUSSMANN-T1' });
  expect(said(claims)).toEqual({ sub: 'HAUSSMANN-T1', aud: 'permanence', iat: 1000, exp: 1060 });
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const signed = Buffer.from(`${header}.${claims}`);
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
});
