import { InstantPayoutsApi } from '@adyen/api-library/lib/src/services/payout/instantPayoutsApi.js';
import type { PayoutRequest } from '@adyen/api-library/lib/src/typings/payout/models.js';
import type { AdyenClient } from './client.ts';
import type { Answer } from './reception.ts';
import { payoutRequest, type SendMoney } from './requests.ts';

/** Sends a credit. */
export const sendPayout: SendMoney<AdyenClient> = async (client, attempt, merchantAccount) => {
  const request = payoutRequest(attempt, merchantAccount) as unknown as PayoutRequest;
  return (await new InstantPayoutsApi(client).payout(request, { idempotencyKey: attempt.key })) as Answer;
};
