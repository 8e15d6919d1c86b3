/** Where an acquirer's requests go. */
export interface Platform {
  environment: 'TEST' | 'LIVE';
  /** The merchant's own prefix of live addresses. */
  livePrefix?: string;
  /** One host that answers for all of the acquirer's, under their paths. */
  origin?: string;
}

/**
 * Reads `ACQUIRER_URL`: `test` is the acquirer's test platform, `live:<prefix>` the live one under the merchant's prefix, and an
 * address one host that stands for all of theirs. Both our Regions need the same one: the acquirer does not know the keys of one of its
 * regional endpoints at another.
 *
 * @throws Error for anything else, so that a wrong deployment fails at its first start
 */
export function platformOf(value: string): Platform {
  if (value === 'test') return { environment: 'TEST' };
  const [, livePrefix] = /^live:([\w-]+)$/.exec(value) ?? [];
  if (livePrefix !== undefined) return { environment: 'LIVE', livePrefix };
  if (/^https?:\/\/[^/]+$/.test(value)) return { environment: 'TEST', origin: value };
  throw new Error('ACQUIRER_URL must be test, live:<prefix>, or an address without a path');
}
