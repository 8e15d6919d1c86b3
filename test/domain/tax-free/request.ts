import type { Purchaser, Receipt, ReceiptLine, TaxFreeRequest } from '../../../domain/tax-free/request.ts';

/** An afternoon in Paris, on the day of the purchase. */
export const NOW = new Date('2026-11-24T15:00:00Z');

export const BAG: ReceiptLine = {
  gtin: '03012345678900',
  label: 'Sac à main',
  quantity: 1,
  gross: 120_000,
  vat: 20_000,
  vatRate: 2000,
  type: 'sac à main',
  brand: 'Aubert',
};

export const SCARF: ReceiptLine = {
  gtin: '03012345678917',
  label: 'Foulard',
  quantity: 1,
  gross: 9_000,
  vat: 1_500,
  vatRate: 2000,
};

export const PURCHASER: Purchaser = {
  birthDate: '1985-02-03',
  nationality: 'US',
  residence: 'US',
  declarations: { residence: true, proofOfResidence: false, stayUnderSixMonths: true },
};

export const receipt = (changes: Partial<Receipt> = {}): Receipt => ({
  number: 'HAUSSMANN-012-00000042-F',
  time: '2026-11-24T14:00:00+01:00',
  merchant: { vatNumber: 'FR00123456789', town: 'Paris' },
  lines: [BAG],
  ...changes,
});

export const request = (receipts: Receipt[] = [receipt()], purchaser: Partial<Purchaser> = {}): TaxFreeRequest => ({
  receipts,
  purchaser: { ...PURCHASER, ...purchaser },
});
