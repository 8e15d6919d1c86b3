import type { MoneyAttempt } from '../form-work/ports.ts';
import type { Answer } from './reception.ts';

/** Sends an attempt under its key, through a client of the library. */
export type SendMoney<Client> = (client: Client, attempt: MoneyAttempt, merchantAccount: string) => Promise<Answer>;

/** All our money is euros, counted in cents as the acquirer counts them. */
const amountOf = ({ amount }: MoneyAttempt) => ({ currency: 'EUR', value: amount });

/** A credit to a stored card: an instant payout. */
export const payoutRequest = (attempt: MoneyAttempt, merchantAccount: string) => ({
  merchantAccount,
  amount: amountOf(attempt),
  reference: attempt.key,
  shopperReference: attempt.card.shopperReference,
  shopperInteraction: 'ContAuth',
  selectedRecurringDetailReference: attempt.card.token,
  recurring: { contract: 'RECURRING' },
});

/** A debit of a stored card without the traveller, on the consent that was given with the credit. */
export const paymentRequest = (attempt: MoneyAttempt, merchantAccount: string) => ({
  merchantAccount,
  amount: amountOf(attempt),
  reference: attempt.key,
  shopperReference: attempt.card.shopperReference,
  shopperInteraction: 'ContAuth',
  recurringProcessingModel: 'UnscheduledCardOnFile',
  paymentMethod: { type: 'scheme', storedPaymentMethodId: attempt.card.token },
});
