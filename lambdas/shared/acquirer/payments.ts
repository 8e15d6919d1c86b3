import { PaymentsApi } from '@adyen/api-library/lib/src/services/checkout/paymentsApi.js';
import type { PaymentRequest } from '@adyen/api-library/lib/src/typings/checkout/models.js';
import type { AdyenClient } from './client.ts';
import type { Answer } from './reception.ts';
import { paymentRequest, type SendMoney } from './requests.ts';

/** Sends a debit. */
export const sendPayment: SendMoney<AdyenClient> = async (client, attempt, merchantAccount) => {
  const request = paymentRequest(attempt, merchantAccount) as unknown as PaymentRequest;
  return (await new PaymentsApi(client).payments(request, { idempotencyKey: attempt.key })) as Answer;
};
