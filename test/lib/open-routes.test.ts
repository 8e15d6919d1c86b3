import { describe, expect, it } from 'vitest';
import { settingsOf, templatesOf } from './support.ts';

const templates = templatesOf(settingsOf('production')).filter(({ stack }) => /-service-/.test(stack));
const all = templates.flatMap(({ resources }) => resources);

/** A checker of Route 53 asks its Region once and the other Region's two slices, every ten seconds. */
const CHECKER_IN_FIVE_MINUTES = 3 * 30;

describe('what a stranger can ask for', () => {
  it('is answered by ten sandboxes of the health function at most, in each Region', () => {
    const health = all.filter(
      ({ Type, Properties }) => Type === 'AWS::Lambda::Function' && String(Properties.FunctionName).endsWith('-health'),
    );
    expect(health).toHaveLength(2);
    for (const { Properties } of health) expect(Properties.ReservedConcurrentExecutions).toBe(10);
  });

  it('is bounded for each address, well above what a checker of Route 53 asks', () => {
    const acls = all.filter(({ Type }) => Type === 'AWS::WAFv2::WebACL');
    expect(acls).toHaveLength(2);
    for (const { Properties } of acls) {
      const rule = (Properties.Rules as { Name: string; Statement: object }[]).find(
        ({ Name }) => Name === 'OpenRoutesPerAddress',
      );
      expect(rule?.Statement).toMatchObject({
        RateBasedStatement: { AggregateKeyType: 'IP', Limit: 600, EvaluationWindowSec: 300 },
      });
      expect(600).toBeGreaterThan(4 * CHECKER_IN_FIVE_MINUTES);
      for (const path of ['/v1/health', '/v1/evacuations/']) expect(JSON.stringify(rule)).toContain(path);
    }
  });
});
