import { ALL_VAT_RATES } from '../../vat-rates.ts';
import { loadTerms } from './check.ts';
import type { OperatorTerms, Share } from './terms.ts';

/** The shares of gross that are one part of the VAT at each rate of any territory. @param part basis points of the VAT */
const sharesOf = (part: number): Share[] =>
  ALL_VAT_RATES.filter((rate) => rate > 0)
    .toReversed()
    .map((vatRate) => ({ vatRate, share: Math.floor((part * vatRate) / (10_000 + vatRate)) }));

/**
 * What operators typically pay. At 20 %: 12 % of the gross to a card and 10.8 % in cash [second], which is 72 % and 64.8 % of the VAT;
 * the other rates pay the same part of their VAT, in whole basis points, rounded down [ours]. Ceiling EUR 3,000 and 21 days are one
 * operator's terms [law]; no late fee and no minimum fee are known [ours].
 */
export const TYPICAL_TERMS: OperatorTerms = loadTerms({
  operator: 'typical',
  methods: [
    {
      method: 'card',
      pays: {
        by: 'share',
        shares: sharesOf(7_200),
      },
      minimumFee: 0,
      earlyCreditCeiling: 300_000,
    },
    {
      method: 'cash',
      pays: {
        by: 'share',
        shares: sharesOf(6_480),
      },
      minimumFee: 0,
      earlyCreditCeiling: 300_000,
    },
  ],
  reclaimAfterDays: 21,
  lateFee: 0,
});
