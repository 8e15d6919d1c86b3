import type { Rule } from '../rule.ts';
import { GOODS_RULES } from './goods.ts';
import { PURCHASER_RULES } from './purchaser.ts';
import { RECEIPT_RULES } from './receipts.ts';
import { RESIDENCE_RULES } from './residence.ts';

/** Every rule of eligibility, in the order in which reasons are given: the person, the residence, the receipts, the goods. */
export const RULES: readonly Rule[] = [...PURCHASER_RULES, ...RESIDENCE_RULES, ...RECEIPT_RULES, ...GOODS_RULES];
