import { expect, it } from 'vitest';
import { trustedTokens } from '../../../lambdas/checkout/trusted-tokens.ts';

it('the newest tokens are remembered and the oldest forgotten, so a sandbox does not grow', () => {
  const trusted = trustedTokens(3);
  for (const token of ['a', 'b', 'c', 'd']) trusted.add(token);
  expect(['a', 'b', 'c', 'd'].map(trusted.has)).toEqual([false, true, true, true]);
});
