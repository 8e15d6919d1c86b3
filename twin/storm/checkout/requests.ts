import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { SaleLine } from '../../../api/generated/contract.ts';
import type { Place } from '../../../domain/receipt-number.ts';
import type { ReturnDraftLine } from '../../../domain/return.ts';
import { eventOf } from '../schedule/event.ts';

/** Where a till's chain stands, as the till knows it. */
export interface TillState {
  store: string;
  till: string;
  sequence: number;
  token?: string;
}

const TILL = '/v1/stores/{store}/tills/{till}';

const deviceOf = ({ store, till }: TillState) => ({ deviceId: `${store}-${till}`, role: 'till', store, till });

const chained = ({ token }: TillState) => ({
  time: '2026-11-24T10:30:00+01:00',
  operator: 'camille',
  ...(token === undefined ? {} : { chainToken: token }),
});

const tendered = (amount: number, reference: string) => (amount === 0 ? [] : [{ type: 'card', amount, reference }]);

const receipt = (till: TillState, content: object): APIGatewayProxyEvent =>
  eventOf('PUT', `${TILL}/receipts/{sequence}`, {
    path: { store: till.store, till: till.till, sequence: String(till.sequence + 1) },
    device: deviceOf(till),
    body: { ...chained(till), ...content },
  });

/** @param customer stands in the tender, so that a doubled sale shows */
export function saleEvent(till: TillState, lines: readonly SaleLine[], customer: string): APIGatewayProxyEvent {
  const due = lines.reduce(
    (sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - (discount?.amount ?? 0),
    0,
  );
  return receipt(till, { kind: 'sale', lines, tenders: tendered(due, customer) });
}

/** @param voucher pays a cent of the sale, the customer's card the rest */
export function voucherSaleEvent(
  till: TillState,
  line: SaleLine,
  customer: string,
  voucher: string,
): APIGatewayProxyEvent {
  const due = line.quantity * line.unitPrice;
  const tenders = [...tendered(due - 1, customer), { type: 'voucher', amount: 1, reference: voucher }];
  return receipt(till, { kind: 'sale', lines: [line], tenders });
}

export function returnEvent(
  till: TillState,
  original: string,
  lines: readonly ReturnDraftLine[],
  customer: string,
): APIGatewayProxyEvent {
  const due = lines.reduce((sum, { amount }) => sum + amount, 0);
  return receipt(till, { kind: 'return', original, lines, tenders: tendered(due, customer) });
}

/** Takes the place of an entry that was refused, so that the chain has no gap. */
export const voidEvent = (till: TillState): APIGatewayProxyEvent => receipt(till, { kind: 'void', reason: 'refused' });

export const duplicateEvent = (till: TillState, original: Place, number: number): APIGatewayProxyEvent =>
  eventOf('PUT', `${TILL}/receipts/{sequence}/duplicates/{number}`, {
    path: { store: original.store, till: original.till, sequence: String(original.sequence), number: String(number) },
    device: deviceOf(till),
    body: { ...chained(till), sequence: till.sequence + 1 },
  });

export const closingEvent = (till: TillState, period: string): APIGatewayProxyEvent =>
  eventOf('PUT', `${TILL}/closings/{period}`, {
    path: { store: till.store, till: till.till, period },
    device: deviceOf(till),
    body: { ...chained(till), sequence: till.sequence + 1 },
  });
