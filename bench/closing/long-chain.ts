import { type ChainEnd, endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { SigningKey } from '../../domain/chain/token.ts';
import { closingContent } from '../../domain/closing/closing.ts';
import { priceSale } from '../../domain/sale.ts';
import type { Ledger } from '../../lambdas/checkout/ledger.ts';
import { saleRequest, TYPICAL_LINES } from '../checkout/receipts.ts';
import { seededRandom } from '../statistics.ts';

/** When everything is asked: the year can be closed. */
export const LAST_DAY = new Date('2026-12-31T19:00:00.000Z');
const BEFORE = '2026-12-30T19:00:00.000Z';

/** Where a till's chain stands. */
export interface Standing {
  store: string;
  till: string;
  sequence: number;
  token: string;
}

const by = { operator: 'advisor-17' };

const endBehind = ({ token }: SealedEntry): ChainEnd => {
  const end = endOf(token);
  if (end === undefined) throw new Error('a token that was just signed can be read');
  return end;
};

/** The end of a chain behind so many sales like this one, as if each had been sealed: totals and sequence as they would be. */
function behindSales(end: ChainEnd, one: ChainEnd, sales: number): ChainEnd {
  const times = ([vatRate, gross, vat]: (typeof one.unclosed.sales)[number]): (typeof one.unclosed.sales)[number] => [
    vatRate,
    gross * sales,
    vat * sales,
  ];
  return {
    ...one,
    sequence: end.sequence + sales,
    perpetual: { returns: 0, sales: one.perpetual.sales * sales },
    unclosed: { returns: [], sales: one.unclosed.sales.map(times) },
  };
}

/**
 * A till that sold so many times since its last closing. Of its chain there are the two items that anybody reads: the closing, and the last
 * sale, whose running totals say what all sales before it would have made them. The sales between are not in the table; that nothing reads
 * them is what the counted requests show.
 */
export async function longChainEnd(
  ledger: Ledger,
  key: SigningKey,
  { till, entries }: { till: string; entries: number },
): Promise<Standing> {
  const store = `LONG${entries}`;
  const began = genesis(store, till);
  const content = closingContent({ span: 'day', period: '2026-12-30' }, { end: began, running: undefined });
  const closing = seal(began, content, { ...by, time: BEFORE, recordedAt: BEFORE }, key);
  const end = endBehind(closing);
  const { lines, tenders } = saleRequest(TYPICAL_LINES, seededRandom(entries));
  const priced = priceSale({ lines, tenders });
  if ('violations' in priced) throw new Error('the typical sale breaks a rule');
  const at = { ...by, time: LAST_DAY.toISOString(), recordedAt: LAST_DAY.toISOString() };
  const one = endBehind(seal(end, priced.content, at, key));
  const last = seal(behindSales(end, one, entries - 1), priced.content, at, key);
  for (const sealed of [closing, last]) await ledger.append(sealed);
  return { store, till, sequence: last.entry.sequence, token: last.token };
}
