import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../twin/cloudwatch/pattern.ts';
import { type AlarmState, alarmsIn, ruleHolds } from '../../../twin/cloudwatch/rule.ts';

const states: Record<string, AlarmState> = { a: 'ALARM', b: 'OK', c: 'INSUFFICIENT_DATA' };
const stateOf = (name: string): AlarmState => states[name] ?? 'OK';

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM("a")', true],
    ['ALARM(a)', true],
    ['ALARM("arn:aws:cloudwatch:eu-west-3:000000000000:alarm:a")', true],
    ['OK("b") AND INSUFFICIENT_DATA("c")', true],
    ['ALARM("b") OR ALARM("a")', true],
    ['NOT ALARM("a") OR ALARM("b")', false],
    ['NOT (ALARM("a") AND ALARM("b"))', true],
    ['ALARM("b") AND ALARM("b") OR ALARM("a")', true],
    ['ALARM("b") AND (ALARM("b") OR ALARM("a"))', false],
    ['TRUE AND FALSE', false],
  ])('%s is %s', (rule, expected) => {
    expect(ruleHolds(rule, stateOf)).toBe(expected);
  });

  it('names the alarms that it looks at', () => {
    const arn = 'arn:aws:cloudwatch:eu-west-3:000000000000:alarm:b';
    expect(alarmsIn(`(ALARM("a") AND (NOT (OK("${arn}")))) OR TRUE`)).toEqual(['a', 'b']);
  });

  it.each(['ALARM("a") XOR ALARM("b")', 'ALARM("a") ALARM("b")', '(ALARM("a") OR ALARM("b")', 'ALARM("a") AND'])(
    'that cannot be read is an error that shows it: %s',
    (rule) => {
      expect(() => ruleHolds(rule, stateOf)).toThrow(rule);
    },
  );
});

describe('the pattern of a metric filter', () => {
  it.each([
    ['{ $.synthetic.own = "*" }', true],
    ['{ $.synthetic.gone = "*" }', false],
    ['{ $.status = 401 }', true],
    ['{ $.status >= 500 }', false],
    ['{ $.trouble = "form-late" }', true],
    ['{ $.trouble != "form-late" }', false],
  ])('%s fits: %s', (pattern, expected) => {
    expect(patternOf(pattern)({ synthetic: { own: 0 }, status: 401, trouble: 'form-late' })).toBe(expected);
  });

  it('of a form that is not used here is an error that shows it', () => {
    expect(() => patternOf('[ip, user]')).toThrow('[ip, user]');
    expect(() => patternOf('{ $.trouble = "form-*" }')).toThrow('form-*');
  });
});
