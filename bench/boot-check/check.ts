import { createBootCheck } from '../../lambdas/boot-check/boot-check.ts';

/** The function over tables that were restored and have no live ones beside them. */
export const benchCheck = () =>
  createBootCheck({
    environment: {
      LEDGER_TABLE: 'gone-ledger',
      TAX_FREE_TABLE: 'gone-tax-free',
      DEVICES_TABLE: 'gone-devices',
      OPERATIONS_TABLE: 'gone-operations',
      OPERATOR: 'typical',
      RESTORED_PREFIX: 'restored-',
    },
    unseal: async (sealed) => sealed,
    region: 'eu-west-3',
    now: () => new Date(),
  });
