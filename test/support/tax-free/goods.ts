import type { SaleLine } from '../../../api/generated/contract.ts';
import type { Goods } from '../goods.ts';

/** One piece of a receipt's first line, at its price. */
export const oneOf = ({ unitPrice }: SaleLine): Goods => ({ line: 1, quantity: 1, amount: unitPrice });
