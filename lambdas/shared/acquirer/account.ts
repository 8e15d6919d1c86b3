/** Our account at the acquirer, as the secret `acquirer` holds it. */
export interface AcquirerAccount {
  apiKey: string;
  merchantAccount: string;
  /** Hexadecimal; notifications are signed with it. */
  hmacKey: string;
  /** The one before, for as long as notifications may still be signed with it. */
  previousHmacKey?: string;
}

/** @throws Error when the secret is not what it should be; it is never part of the message */
export function accountOf(secret: string): AcquirerAccount {
  const account = JSON.parse(secret) as Partial<AcquirerAccount>;
  const { apiKey, merchantAccount, hmacKey, previousHmacKey } = account;
  if (!apiKey || !merchantAccount || !/^[0-9A-Fa-f]{2,}$/.test(hmacKey ?? ''))
    throw new Error('the secret acquirer needs apiKey, merchantAccount and hmacKey (hexadecimal)');
  return { apiKey, merchantAccount, hmacKey: hmacKey ?? '', ...(previousHmacKey ? { previousHmacKey } : {}) };
}
