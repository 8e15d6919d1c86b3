import type { Return, Sale } from '../../client/index.ts';
import { UsageError } from '../usage.ts';

type SaleLine = Sale['lines'][number];
type Tender = Sale['tenders'][number];

function whole(text: string | undefined, name: string, part: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new UsageError(`${name} of '${part}' is not a whole number`);
  return Number(text);
}

/** `gtin:label:quantity:cents:basis points`, for instance `3012345678902:Foulard:1:12900:2000`. */
export function parseSaleLine(part: string): SaleLine {
  const [gtin, label, quantity, unitPrice, vatRate, ...rest] = part.split(':');
  if (!gtin || !label || rest.length > 0) throw new UsageError(`'${part}' is not gtin:label:quantity:cents:vat`);
  return {
    gtin,
    label,
    quantity: whole(quantity, 'quantity', part),
    unitPrice: whole(unitPrice, 'unit price', part),
    vatRate: whole(vatRate, 'VAT rate', part),
  };
}

/** `line:quantity:cents` of the original receipt, for instance `1:1:12900`. */
export function parseReturnLine(part: string): Return['lines'][number] {
  const [line, quantity, amount] = part.split(':');
  return {
    line: whole(line, 'line', part),
    quantity: whole(quantity, 'quantity', part),
    amount: whole(amount, 'amount', part),
  };
}

const TYPES = ['cash', 'card', 'voucher'] as const;

/** `type:cents[:reference]`, for instance `card:12900:PSP-8412`. */
export function parseTender(part: string): Tender {
  const [name, amount, ...rest] = part.split(':');
  const type = TYPES.find((each) => each === name);
  if (type === undefined) throw new UsageError(`'${part}' is not cash, card or voucher, then :cents[:reference]`);
  const reference = rest.join(':');
  return { type, amount: whole(amount, 'amount', part), ...(reference === '' ? {} : { reference }) };
}
