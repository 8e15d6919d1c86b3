import { loadTerms } from './check.ts';
import type { OperatorTerms } from './terms.ts';

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
        shares: [
          { vatRate: 2000, share: 1200 },
          { vatRate: 1000, share: 654 },
          { vatRate: 550, share: 375 },
          { vatRate: 210, share: 148 },
        ],
      },
      minimumFee: 0,
      earlyCreditCeiling: 300_000,
    },
    {
      method: 'cash',
      pays: {
        by: 'share',
        shares: [
          { vatRate: 2000, share: 1080 },
          { vatRate: 1000, share: 589 },
          { vatRate: 550, share: 337 },
          { vatRate: 210, share: 133 },
        ],
      },
      minimumFee: 0,
      earlyCreditCeiling: 300_000,
    },
  ],
  reclaimAfterDays: 21,
  lateFee: 0,
});
