import validatorModule from '@adyen/api-library/lib/src/utils/hmacValidator.js';
import { type AcquirerAccount, accountOf } from '../shared/acquirer/account.ts';
import { defaultOf } from '../shared/acquirer/interop.ts';
import type { Secrets } from '../shared/sealed.ts';
import type { Item } from './item.ts';

const Validator = defaultOf(validatorModule);
const validator = new Validator();

const isSignedBy = (items: readonly Item[], key: string): boolean =>
  items.every((item) => validator.validateHMAC(item, key));

/** After the HMAC key was changed, the acquirer goes on signing with the old one for a while. */
const areSigned = (items: readonly Item[], { hmacKey, previousHmacKey }: AcquirerAccount): boolean =>
  isSignedBy(items, hmacKey) || (previousHmacKey !== undefined && isSignedBy(items, previousHmacKey));

/** The account that every item was signed for; undefined when one was not. An account set since is looked up once. */
export async function signedFor(
  items: readonly Item[],
  secrets: Pick<Secrets, 'text' | 'refresh'>,
): Promise<AcquirerAccount | undefined> {
  const known = accountOf(await secrets.text('acquirer'));
  if (areSigned(items, known)) return known;
  await secrets.refresh();
  const account = accountOf(await secrets.text('acquirer'));
  return areSigned(items, account) ? account : undefined;
}
