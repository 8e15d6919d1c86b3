import type { Content, ExceptionSum, RateSum, Sums, Tender, Totals } from '../chain/entry.ts';
import type { RateTotal } from '../vat.ts';

/** No sale and no return. Members stand in the order of canonical JSON, which tokens are written in. */
export const NOTHING: Sums = { returns: [], sales: [] };

export const isNothing = ({ sales, returns }: Sums): boolean => sales.length === 0 && returns.length === 0;

/** Already rounded amounts are added, never rounded again. Lowest rate first. */
function addRates(a: readonly RateSum[], b: readonly RateSum[]): RateSum[] {
  if (b.length === 0) return [...a];
  const sums = new Map(a.map((sum) => [sum[0], sum]));
  for (const [vatRate, gross, vat] of b) {
    const [, grossBefore, vatBefore] = sums.get(vatRate) ?? [vatRate, 0, 0];
    sums.set(vatRate, [vatRate, grossBefore + gross, vatBefore + vat]);
  }
  return [...sums.values()].sort(([x], [y]) => x - y);
}

const NO_EXCEPTION: ExceptionSum = [0, 0];

export function plus(a: Sums, b: Sums): Sums {
  const timesNotProven = (a.timesNotProven ?? 0) + (b.timesNotProven ?? 0);
  const [number, amount] = a.exceptions ?? NO_EXCEPTION;
  const [more, moreAmount] = b.exceptions ?? NO_EXCEPTION;
  return {
    ...(number + more > 0 ? { exceptions: [number + more, amount + moreAmount] } : {}),
    returns: addRates(a.returns, b.returns),
    sales: addRates(a.sales, b.sales),
    ...(timesNotProven > 0 ? { timesNotProven } : {}),
  };
}

const rates = (totals: readonly RateTotal[]): RateSum[] =>
  totals.map(({ vatRate, gross, vat }) => [vatRate, gross, vat]);

/** The tenders of a return that went another way than the sale was paid. */
function exceptionsOf(tenders: readonly Tender[]): Pick<Sums, 'exceptions'> {
  const other = tenders.filter(({ exception }) => exception !== undefined);
  if (other.length === 0) return {};
  return { exceptions: [other.length, other.reduce((sum, { amount }) => sum + amount, 0)] };
}

/** What one entry adds to the totals of its day, month and year: the only place that says what counts. */
function sumsOf(entry: Content & { timeNotProven?: true }): Sums {
  return {
    ...(entry.kind === 'return' ? exceptionsOf(entry.tenders) : {}),
    returns: entry.kind === 'return' ? rates(entry.totals) : [],
    sales: entry.kind === 'sale' ? rates(entry.totals) : [],
    ...(entry.timeNotProven ? { timesNotProven: 1 } : {}),
  };
}

/** The running totals of a till's chain with one more entry. */
export const withEntry = (sums: Sums, entry: Content & { timeNotProven?: true }): Sums => plus(sums, sumsOf(entry));

const totals = (sums: readonly RateSum[]): RateTotal[] =>
  sums.map(([vatRate, gross, vat]) => ({ vatRate, gross, net: gross - vat, vat }));

/** The same as closings and reports show it. */
export const totalsOf = ({ sales, returns, exceptions, timesNotProven }: Sums): Totals => ({
  sales: totals(sales),
  returns: totals(returns),
  ...(exceptions === undefined ? {} : { exceptions: { number: exceptions[0], amount: exceptions[1] } }),
  ...(timesNotProven === undefined ? {} : { timesNotProven }),
});
