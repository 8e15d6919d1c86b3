import { ALL_VAT_RATES } from '../../vat-rates.ts';
import type { MethodTerms, OperatorTerms, Share, Tier } from './terms.ts';

const WHOLE = 10_000;
const isCents = (amount: number): boolean => Number.isSafeInteger(amount) && amount >= 0;

function shareProblems(shares: readonly Share[]): string[] {
  const rates = shares.map(({ vatRate }) => vatRate);
  const missing = ALL_VAT_RATES.filter((rate) => rate > 0 && !rates.includes(rate));
  return [
    ...missing.map((rate) => `no share for the VAT rate ${rate}`),
    ...rates.filter((rate, i) => rates.indexOf(rate) !== i).map((rate) => `two shares for the VAT rate ${rate}`),
    ...shares.flatMap(({ vatRate, share }) => {
      if (!isCents(share)) return [`the share at ${vatRate} is not a whole number of basis points`];
      return share * (WHOLE + vatRate) > vatRate * WHOLE ? [`the share at ${vatRate} is more than the VAT`] : [];
    }),
  ];
}

function tierProblems(tiers: readonly Tier[]): string[] {
  if (tiers.length === 0) return ['no tiers'];
  return tiers.flatMap(({ from, refund }, i) => {
    const before = tiers[i - 1];
    if (!isCents(from) || !isCents(refund)) return [`tier ${i + 1} is not in whole cents`];
    if (before === undefined) return [];
    const found: string[] = [];
    if (from <= before.from) found.push(`tier ${i + 1} does not begin above the one before`);
    if (refund < before.refund) found.push(`tier ${i + 1} pays less than the one before`);
    return found;
  });
}

function methodProblems({ method, pays, minimumFee, earlyCreditCeiling }: MethodTerms): string[] {
  const found = pays.by === 'share' ? shareProblems(pays.shares) : tierProblems(pays.tiers);
  if (!isCents(minimumFee)) found.push('the minimum fee is not in whole cents');
  if (!isCents(earlyCreditCeiling)) found.push('the ceiling is not in whole cents');
  return found.map((problem) => `${method}: ${problem}`);
}

/** Everything wrong with an operator's terms, in words; none if they can be used. */
export function termsProblems({ methods, reclaimAfterDays, lateFee }: OperatorTerms): string[] {
  const names = methods.map(({ method }) => method);
  const found = methods.flatMap(methodProblems);
  if (names.length === 0) found.push('no refund method');
  if (new Set(names).size < names.length) found.push('a refund method is listed twice');
  if (!Number.isSafeInteger(reclaimAfterDays) || reclaimAfterDays < 1)
    found.push('the days until a reclaim are less than one');
  if (!isCents(lateFee)) found.push('the late fee is not in whole cents');
  return found;
}

/**
 * The terms, if they can be used.
 *
 * @throws Error naming every problem: wrong terms must stop a deployment, not a traveller
 */
export function loadTerms(terms: OperatorTerms): OperatorTerms {
  const problems = termsProblems(terms);
  if (problems.length > 0) throw new Error(`terms of ${terms.operator}: ${problems.join('; ')}`);
  return terms;
}
