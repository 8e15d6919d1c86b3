import { OutcomeUnknown } from '../deadline.ts';
import type { Acquirer, Fate, MoneyAttempt, Reception } from '../form-work/ports.ts';
import type { AcquirerAccount } from './account.ts';
import type { AdyenClient } from './client.ts';
import { isRefusedAccount, type Verdict, verdictOf, verdictOfError } from './reception.ts';
import type { SendMoney } from './requests.ts';

export interface AcquirerOptions {
  /** `ACQUIRER_URL`: see `platformOf`. */
  url: string;
  /** Our account; read when it is needed. */
  account(): Promise<AcquirerAccount>;
  /** Called when our account was refused: it may have been replaced since it was read, and the same key is sent with the new one later. */
  renew?: () => Promise<void>;
  now?: () => number;
  /** How long one request may take, in milliseconds. */
  timeout_ms?: number;
}

/** Most payouts are answered within a second; a kiosk waits longer for customs than for this. */
const REQUEST_TIMEOUT_MS = 6000;

/**
 * How long after its intent a key may be sent. Adyen promises to know a key for seven days, other acquirers for one: an hour less than a
 * day leaves room for clocks and for the request under way. Later nothing is sent, as it could move money a second time.
 */
const KEY_LIFE_MS = 23 * 3_600_000;

/** Parts of the library are loaded when first needed: debits are rare, and their part is five times the other's. */
async function sender(kind: MoneyAttempt['kind']): Promise<SendMoney<AdyenClient>> {
  return kind === 'credit' ? (await import('./payouts.ts')).sendPayout : (await import('./payments.ts')).sendPayment;
}

/**
 * The card acquirer, through its own library. An attempt's key is both the idempotency key and the reference, so the notification names
 * it. The acquirer cannot be asked about a key; within the key's life, sending the same request again is the question, and moves
 * money once.
 */
export function createAcquirer(options: AcquirerOptions): Acquirer {
  const { url, account, renew = async () => {}, now = Date.now, timeout_ms = REQUEST_TIMEOUT_MS } = options;

  const isAlive = ({ intendedAt }: MoneyAttempt): boolean => now() - Date.parse(intendedAt) < KEY_LIFE_MS;

  /** @throws OutcomeUnknown */
  async function ask(attempt: MoneyAttempt): Promise<Verdict> {
    const { adyenClient } = await import('./client.ts');
    const send = await sender(attempt.kind);
    const { apiKey, merchantAccount } = await account();
    return send(adyenClient(url, apiKey, timeout_ms), attempt, merchantAccount).then(verdictOf, async (error) => {
      if (isRefusedAccount(error)) await renew();
      return verdictOfError(error);
    });
  }

  async function move(attempt: MoneyAttempt): Promise<Reception> {
    if (!isAlive(attempt)) throw new OutcomeUnknown('the key is too old to be sent');
    const verdict = await ask(attempt);
    return verdict.says === 'refused'
      ? { outcome: 'refused', reason: verdict.reason }
      : { outcome: 'received', pspReference: verdict.pspReference };
  }

  async function fate(attempt: MoneyAttempt): Promise<Fate> {
    if (!isAlive(attempt)) return 'unknown';
    const verdict = await ask(attempt).catch((error: unknown) => {
      if (error instanceof OutcomeUnknown) return undefined;
      throw error;
    });
    if (verdict === undefined) return 'unknown';
    return verdict.says === 'refused' ? 'not-done' : verdict.says;
  }

  return { credit: move, debit: move, fate };
}
