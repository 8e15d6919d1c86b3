import { createHmac } from 'node:crypto';

/** One item of a notification, before it is signed. */
export interface Item {
  pspReference: string;
  originalReference?: string;
  merchantAccountCode: string;
  merchantReference: string;
  amount: { value: number; currency: string };
  eventCode: string;
  eventDate: string;
  success: 'true' | 'false';
  reason?: string;
}

/**
 * The signature of an item, written from the acquirer's description and not with its library, so that each is seen to understand the
 * other. Source: Adyen, verify HMAC signatures.
 */
function signatureOf(item: Item, hmacKey: string): string {
  const {
    pspReference,
    originalReference = '',
    merchantAccountCode,
    merchantReference,
    amount,
    eventCode,
    success,
  } = item;
  const fields = [pspReference, originalReference, merchantAccountCode, merchantReference];
  const signed = [...fields, amount.value, amount.currency, eventCode, success].join(':');
  return createHmac('sha256', Buffer.from(hmacKey, 'hex')).update(signed).digest('base64');
}

/** A notification as it travels. */
export const notificationBody = (items: readonly Item[], hmacKey: string): string =>
  JSON.stringify({
    live: 'false',
    notificationItems: items.map((item) => ({
      NotificationRequestItem: { ...item, additionalData: { hmacSignature: signatureOf(item, hmacKey) } },
    })),
  });
