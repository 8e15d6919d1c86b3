import type { OperatorTerms } from '../../../domain/tax-free/refund/terms.ts';
import { TYPICAL_TERMS } from '../../../domain/tax-free/refund/typical.ts';
import { DEFAULT_SETTINGS, type EligibilitySettings } from '../../../domain/tax-free/settings.ts';
import { SYNTHETIC_STORE } from '../synthetic-tills.ts';
import type { FormMerchant } from './form.ts';

/** What a tax-free operator pays, what it demands, and the shops it serves, by store. */
export interface Operator {
  name: string;
  terms: OperatorTerms;
  eligibility: EligibilitySettings;
  merchants: ReadonlyMap<string, FormMerchant>;
}

const OPERATORS: readonly Operator[] = [
  {
    name: TYPICAL_TERMS.operator,
    terms: TYPICAL_TERMS,
    eligibility: DEFAULT_SETTINGS,
    merchants: new Map([
      ['HAUSSMANN', { name: 'Maison Aubert, Haussmann', vatNumber: 'FR00000000001', town: 'Paris' }],
      ['LILLE', { name: 'Atelier & Jardin, Lille', vatNumber: 'FR00000000002', town: 'Lille' }],
      // Sells to itself every minute, and asks what a traveller would get: see lambdas/synthetic-store.
      [SYNTHETIC_STORE, { name: 'Permanence, synthetic store', vatNumber: 'FR00000000000', town: 'Paris' }],
    ]),
  },
];

/** @throws Error for a name that no operator has, so that a wrong deployment fails at its first start */
export function operatorOf(name: string): Operator {
  const operator = OPERATORS.find((candidate) => candidate.name === name);
  if (operator === undefined) throw new Error(`no tax-free operator is called ${name}`);
  return operator;
}
