import { randomBytes } from 'node:crypto';
import type { FormRequest, QuoteRequest } from '../../api/generated/contract.ts';
import { FORM_ID_BYTES, formId } from '../../domain/tax-free/form-id.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { apiEvent } from '../../test/support/events.ts';
import { MRZ } from '../passport/reading.ts';
import { STORE } from './shop.ts';

const FORM = '/v1/tax-free/forms/{formId}';

const quoteRequest = (numbers: readonly string[]) =>
  ({
    receipts: numbers.map((number) => ({ number })) as QuoteRequest['receipts'],
    mrz: MRZ,
    residence: 'GB',
    declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
    language: 'en',
  }) as const satisfies QuoteRequest;

const formRequest = (numbers: readonly string[]): FormRequest => ({
  ...quoteRequest(numbers),
  method: 'card',
  card: { token: 'token-0001', brand: 'visa', lastFour: '4242', shopperReference: 'shopper-1' },
  consent: { textVersion: '2026-1', time: '2026-11-24T11:59:00+01:00', language: 'en' },
});

/** A kiosk that calls the handler with the events API Gateway would send. Each call throws when it is not answered as hoped. */
export interface Kiosk {
  quote(...receipts: string[]): Promise<void>;
  /** @returns the id of the new form */
  issue(...receipts: string[]): Promise<string>;
}

export function createKiosk(taxFree: Route, till: string): Kiosk {
  const device = { deviceId: `${STORE}-${till}`, role: 'kiosk', store: STORE, till } as const;
  const ask = async (event: Parameters<Route>[0], hoped: number): Promise<void> => {
    const { statusCode, body } = await taxFree(event);
    if (statusCode !== hoped) throw new Error(`a kiosk was answered ${statusCode}: ${body}`);
  };
  return {
    quote: (...receipts) => ask(apiEvent('POST', '/v1/tax-free/quotes', { device, body: quoteRequest(receipts) }), 200),
    async issue(...receipts) {
      const id = formId(randomBytes(FORM_ID_BYTES));
      await ask(apiEvent('PUT', FORM, { path: { formId: id }, device, body: formRequest(receipts) }), 201);
      return id;
    },
  };
}
