import { createPublicKey } from 'node:crypto';
import type { Finding } from '../../../domain/laws/finding.ts';
import { publicKeyObject } from '../../shared/keyring.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { SIGNING_KEYS } from '../../shared/registry.ts';
import { SECRETS } from '../../shared/secrets-registry.ts';

export const placeOf = (item: Item): string => `${item.pk?.S ?? ''}/${item.sk?.S ?? ''}`;

const isTime = (text: string | undefined): boolean => text !== undefined && !Number.isNaN(Date.parse(text));
const isBase64 = (text: string): boolean => text.length > 0 && Buffer.from(text, 'base64').toString('base64') === text;

function isKey(make: () => unknown): boolean {
  try {
    return make() !== undefined;
  } catch {
    return false;
  }
}

/** Each attribute that a kind of item has, and whether it is as it is written. */
type Shape = Readonly<Record<string, (item: Item) => boolean>>;

/** Base64 for each Region; sealed by KMS, a secret is longer than itself. */
const sealed = ({ sealed }: Item): boolean => {
  const texts = Object.values(sealed?.M ?? {}).map(({ S = '' }) => S);
  return texts.length > 0 && texts.every(isBase64);
};

const DEVICE: Shape = {
  sk: ({ sk }) => sk?.S === 'DEVICE',
  deviceId: ({ pk, deviceId }) => pk?.S === `DEVICE#${deviceId?.S}`,
  role: ({ role }) => ['till', 'kiosk'].includes(role?.S ?? ''),
  store: ({ store }) => /^[A-Z0-9]{2,12}$/.test(store?.S ?? ''),
  till: ({ till }) => /^[A-Z0-9]{1,6}$/.test(till?.S ?? ''),
  publicKey: ({ publicKey }) => isKey(() => createPublicKey({ key: JSON.parse(publicKey?.S ?? ''), format: 'jwk' })),
  state: ({ state, revokedAt }) => state?.S === (revokedAt === undefined ? 'enrolled' : 'revoked'),
  enrolledAt: ({ enrolledAt }) => isTime(enrolledAt?.S),
};

const SIGNING_KEY: Shape = {
  kid: ({ sk, kid }) => kid?.S !== undefined && kid.S === sk?.S,
  publicKey: ({ publicKey }) => isKey(() => publicKeyObject(publicKey?.S ?? '')),
  sealed,
  activeFrom: ({ activeFrom }) => isTime(activeFrom?.S),
};

const SECRET: Shape = { sealed, activeFrom: ({ activeFrom }) => isTime(activeFrom?.S) };

function shapeOf(pk: string): Shape | undefined {
  if (pk.startsWith('DEVICE#')) return DEVICE;
  return new Map([
    [SIGNING_KEYS, SIGNING_KEY],
    [SECRETS, SECRET],
  ]).get(pk);
}

/** What is wrong with an item of the registry by itself. */
export function shapeFindings(item: Item): Finding[] {
  const shape = shapeOf(item.pk?.S ?? '');
  const place = placeOf(item);
  if (shape === undefined)
    return [{ law: 'item-unknown', item: place, says: 'no command writes such an item to the registry' }];
  return Object.entries(shape)
    .filter(([, isRight]) => !isRight(item))
    .map(([name]) => ({ law: 'device-shape', item: `${place} ${name}`, says: 'it is not as it is written' }));
}
