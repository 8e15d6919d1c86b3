/**
 * Splits a total over weights so that the shares add up to it exactly (largest remainder; ties go to the earlier share).
 *
 * @param total cents to split, not negative
 * @param weights what each share is proportional to, not negative; if all are zero, the first share takes everything
 * @returns as many shares in cents as there are weights
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map((_, i) => (i === 0 ? total : 0));
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const shares = exact.map((product) => Number(product / BigInt(whole)));
  const missing = total - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((product, i) => ({ i, remainder: product % BigInt(whole) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1));
  for (const { i } of byRemainder.slice(0, missing)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}
