import { apportion } from './apportion.ts';

/** What was sold at one VAT rate: gross = net + VAT, all in cents. */
export interface RateTotal {
  vatRate: number;
  gross: number;
  net: number;
  vat: number;
}

interface Priced {
  vatRate: number;
  gross: number;
}

/**
 * The VAT inside a gross amount: gross × r / (100 + r), rounded half up.
 *
 * @param gross cents including VAT, not negative
 * @param vatRate basis points
 * @returns cents
 */
export function vatInGross(gross: number, vatRate: number): number {
  const divisor = 10_000 + vatRate;
  return Math.floor((2 * gross * vatRate + divisor) / (2 * divisor));
}

/** Totals per VAT rate, lowest rate first. VAT is rounded once per rate, on the sum of the gross lines. */
export function totalsPerRate(lines: readonly Priced[]): RateTotal[] {
  const grossPerRate = new Map<number, number>();
  for (const { vatRate, gross } of lines) grossPerRate.set(vatRate, (grossPerRate.get(vatRate) ?? 0) + gross);
  return [...grossPerRate]
    .sort(([a], [b]) => a - b)
    .map(([vatRate, gross]) => {
      const vat = vatInGross(gross, vatRate);
      return { vatRate, gross, net: gross - vat, vat };
    });
}

/** Each line's share of the VAT of its rate, by largest remainder, so that the shares add up to the totals. */
export function vatShares(lines: readonly Priced[]): number[] {
  const shares = new Array<number>(lines.length).fill(0);
  for (const { vatRate, vat } of totalsPerRate(lines)) {
    const places = lines.flatMap((line, place) => (line.vatRate === vatRate ? [place] : []));
    const parts = apportion(
      vat,
      places.map((place) => lines[place]?.gross ?? 0),
    );
    places.forEach((place, i) => {
      shares[place] = parts[i] ?? 0;
    });
  }
  return shares;
}

/** An amount whose VAT is known, in cents: gross = net + VAT. */
export type TaxedAmount = Pick<RateTotal, 'vatRate' | 'gross' | 'net' | 'vat'>;

/** Totals per VAT rate of amounts whose VAT is known, lowest rate first: nothing is rounded again. */
export const sumPerRate = (amounts: readonly TaxedAmount[]): RateTotal[] =>
  amounts.reduce<RateTotal[]>(
    (sum, { vatRate, gross, net, vat }) => addTotals(sum, [{ vatRate, gross, net, vat }]),
    [],
  );

/**
 * The VAT in what is left of a line, as a cumulative function: what comes back between two amounts left is the difference of their VAT, so that
 * parts add up to the line's VAT however they are cut and in whatever order they come.
 *
 * @param lineVat cents of VAT of the whole line, its share of the receipt's
 * @param lineGross cents of the whole line
 * @param amount cents of it that are left
 * @returns cents, rounded half up
 */
export function vatOfPart(lineVat: number, lineGross: number, amount: number): number {
  if (lineGross === 0) return 0;
  const [vat, gross, part] = [BigInt(lineVat), BigInt(lineGross), BigInt(amount)];
  return Number((2n * vat * part + gross) / (2n * gross));
}

/** The sum of two lists of totals, rate by rate. Already rounded amounts are added, never rounded again. */
export function addTotals(a: readonly RateTotal[], b: readonly RateTotal[]): RateTotal[] {
  const sums = new Map<number, RateTotal>();
  for (const total of [...a, ...b]) {
    const sum = sums.get(total.vatRate) ?? { vatRate: total.vatRate, gross: 0, net: 0, vat: 0 };
    sums.set(total.vatRate, {
      vatRate: total.vatRate,
      gross: sum.gross + total.gross,
      net: sum.net + total.net,
      vat: sum.vat + total.vat,
    });
  }
  return [...sums.values()].sort((x, y) => x.vatRate - y.vatRate);
}
