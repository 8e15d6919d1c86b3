import { describe, expect, it } from 'vitest';
import type { Trouble } from '../../lambdas/shared/form-work/work-log.ts';
import { ALARMS } from '../../lib/alarms.ts';
import { TROUBLES } from '../../lib/troubles.ts';
import { resourcesOf, settingsOf, templatesOf } from './support.ts';

interface Filter {
  readonly FilterPattern: string;
  readonly MetricTransformations: readonly [{ readonly MetricName: string; readonly MetricNamespace: string }];
}

const templates = templatesOf(settingsOf('development'));
const filters = resourcesOf(templates, 'AWS::Logs::MetricFilter').map(
  ({ Properties }) => Properties as unknown as Filter,
);
const named = (name: string) => filters.filter(({ MetricTransformations: [{ MetricName }] }) => MetricName === name);

/** Whether a filter of one equation counts a line; CloudWatch itself is not at hand. */
function counts({ FilterPattern }: Filter, line: Record<string, unknown>): boolean {
  const [, field = '', value = ''] = /^\{ \$\.(\w+) = (.+) \}$/.exec(FilterPattern) ?? [];
  return JSON.stringify(line[field]) === value;
}

describe('every trouble', () => {
  it('that the work on forms can report is counted, and no other', () => {
    const reported: Record<Trouble, true> = {
      'form-not-at-customs': true,
      'money-unanswered': true,
      'outcome-of-other-key': true,
      'outcome-mismatch': true,
      'customs-contradict': true,
      'money-disputed': true,
      'claim-refused': true,
      'slips-exhausted': true,
      'customs-failed': true,
      'work-failed': true,
    };
    expect([...TROUBLES].sort()).toEqual(Object.keys(reported).sort());
  });

  it.each(TROUBLES)('%s is counted in the logs of all four who work on forms', (trouble) => {
    const line = { level: 'WARN', trouble, formId: '01234567890123456789' };
    expect(named(trouble)).toHaveLength(4);
    for (const filter of filters) expect(counts(filter, line)).toBe(named(trouble).includes(filter));
  });

  it('has an alarm of its name', () => {
    expect(Object.keys(ALARMS)).toEqual(expect.arrayContaining([...TROUBLES]));
  });
});

describe('a message whose signature is wrong', () => {
  const line = { requestId: 'a', route: 'POST /v1/customs/messages', status: 401, duration_ms: 1 };

  it('is counted at both webhooks, and one that is right is not', () => {
    expect(named('webhooks-refused')).toHaveLength(2);
    for (const filter of named('webhooks-refused')) {
      expect(counts(filter, line)).toBe(true);
      expect(counts(filter, { ...line, status: 200 })).toBe(false);
    }
  });
});

describe('the metrics of two environments', () => {
  it('do not mix in one account', () => {
    const namespaces = filters.map(({ MetricTransformations: [{ MetricNamespace }] }) => MetricNamespace);
    expect(new Set(namespaces)).toEqual(new Set(['Permanence/development']));
  });
});
