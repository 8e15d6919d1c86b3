import type { Finding } from '../../../domain/laws/finding.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { SIGNING_KEYS } from '../../shared/registry.ts';
import { placeOf } from './shapes.ts';

/** What never changes of an item of the registry once it is written. A secret may be set anew, except a field key. */
export function unchangeableOf(item: Item): Record<string, string> {
  const text = (...names: string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, item[name]?.S ?? '']));
  const pk = item.pk?.S ?? '';
  if (pk === SIGNING_KEYS) return text('kid', 'publicKey', 'activeFrom');
  if (pk.startsWith('DEVICE#')) return text('deviceId', 'role', 'store', 'till', 'publicKey', 'enrolledAt');
  return {};
}

/** When an item came into the registry, or later. */
export const sinceOf = ({ enrolledAt, activeFrom }: Item): string | undefined => enrolledAt?.S ?? activeFrom?.S;

const lawOf = (item: Item, name: string): string =>
  item.pk?.S === SIGNING_KEYS && name === 'publicKey' ? 'signing-key-wrong' : 'live-differs';

/** What differs between a restored item and the live one, of what never changes; and a device that was revoked stays revoked. */
export function differences(restored: Item, live: Item | undefined): Finding[] {
  const place = placeOf(restored);
  if (live === undefined) return [{ law: 'live-differs', item: place, says: 'the live table does not have it' }];
  const own = unchangeableOf(restored);
  const others = unchangeableOf(live);
  const found = Object.keys(own)
    .filter((name) => own[name] !== others[name])
    .map((name) => ({
      law: lawOf(restored, name),
      item: `${place} ${name}`,
      says: 'it never changes, and the live table has another',
    }));
  const isRisen = restored.state?.S === 'revoked' && live.state?.S !== 'revoked';
  return isRisen
    ? [...found, { law: 'live-differs', item: `${place} state`, says: 'it was revoked, and lives' }]
    : found;
}
