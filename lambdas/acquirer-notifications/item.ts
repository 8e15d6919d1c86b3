import type { NotificationRequestItem } from '@adyen/api-library/lib/src/typings/notification/notificationRequestItem.js';

export type Item = NotificationRequestItem;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Everything that is signed, or read here, is there and of its type. */
function isItem(value: unknown): value is Item {
  const { pspReference, merchantAccountCode, merchantReference, amount, eventCode, success, additionalData, reason } =
    Object(value) as Record<string, unknown>;
  const { value: cents, currency } = Object(amount) as Record<string, unknown>;
  const { hmacSignature } = Object(additionalData) as Record<string, unknown>;
  const texts = [pspReference, merchantAccountCode, merchantReference, eventCode, success, currency, hmacSignature];
  return (
    texts.every(isText) &&
    hmacSignature !== '' &&
    Number.isInteger(cents) &&
    (reason === undefined || reason === null || isText(reason))
  );
}

/** Most items of one notification. The acquirer sends one, and several at most. [ours] */
const MOST_ITEMS = 100;

/** The items of a notification; undefined for what is none. */
export function itemsOf({ notificationItems }: Record<string, unknown>): Item[] | undefined {
  if (!Array.isArray(notificationItems)) return undefined;
  if (notificationItems.length === 0 || notificationItems.length > MOST_ITEMS) return undefined;
  const items = notificationItems.map((one) => (Object(one) as Record<string, unknown>).NotificationRequestItem);
  return items.every(isItem) ? items : undefined;
}
