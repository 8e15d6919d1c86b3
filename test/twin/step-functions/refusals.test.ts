import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../twin/step-functions/definition/check.ts';
import { REFUSED_FIELDS, STATE_FIELDS } from '../../../twin/step-functions/definition/fields.ts';
import { machine, oracle } from './support/machines.ts';

const check = (definition: object) => () => machineOf(JSON.stringify(definition));
const End = { Type: 'Succeed' };
const flow = { StartAt: 'Inner', States: { Inner: End } };

describe('a definition is refused', () => {
  it.each(Object.keys(REFUSED_FIELDS))('by name when a state has %s', (field) => {
    expect(check(machine({ Ask: oracle({ [field]: '$.a' }) }))).toThrow(`Field '${field}'`);
  });

  it.each(Object.keys(STATE_FIELDS))('by name when a %s has a field that nobody knows', (Type) => {
    expect(check(machine({ Ask: { Type, Colour: 'red' } }))).toThrow("Field 'Colour' is no field");
  });

  it.each([
    ['it is no JSON', '{'],
    ['it is no object', '[]'],
  ])('when %s', (_, text) => expect(() => machineOf(text)).toThrow('Invalid State Machine Definition'));

  it.each([
    ['it is written in JSONPath', { ...machine({ Done: End }), QueryLanguage: 'JSONPath' }, 'JSONPath is not run'],
    ['it does not say JSONata', { ...machine({ Done: End }), QueryLanguage: undefined }, 'JSONPath is not run'],
    [
      'a state is written in JSONPath',
      machine({ Done: { ...End, QueryLanguage: 'JSONPath' } }),
      'QueryLanguage JSONPath',
    ],
    ['StartAt leads nowhere', { ...machine({ Done: End }), StartAt: 'Nowhere' }, 'StartAt names no state'],
    ['Next leads nowhere', machine({ Ask: oracle({ Next: 'Nowhere' }) }), "no state 'Nowhere'"],
    ['a catcher leads nowhere', machine({ Ask: oracle({ Catch: [{ ErrorEquals: ['A'], Next: 'Gone' }] }) }), 'Gone'],
    ['a state is never reached', machine({ Done: End, Alone: End }), "'Alone' is not reachable"],
    [
      'a name comes twice',
      machine({ Inner: { Type: 'Parallel', Branches: [flow], End: true } }),
      'DUPLICATE_STATE_NAME',
    ],
    ['a state neither ends nor goes on', machine({ Ask: oracle({ End: false }) }), "'Next' or 'End'"],
    ['an expression does not parse', machine({ Done: { ...End, Output: '{% 1 + %}' } }), 'JSONata does not parse'],
    ['text stands around an expression', machine({ Done: { ...End, Output: ' {% 1 %}' } }), 'nothing around it'],
    ['it uses $eval', machine({ Done: { ...End, Output: '{% $eval("1") %}' } }), '$eval'],
    [
      'a resource is unknown',
      machine({ Ask: oracle({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
      'sqs:sendMessage',
    ],
    [
      'it has activities',
      machine({ Ask: oracle({ Resource: 'arn:aws:states:eu-west-3:000000000000:activity:a' }) }),
      'activity',
    ],
    [
      'it waits with .sync',
      machine({ Ask: oracle({ Resource: 'arn:aws:states:::states:startExecution.sync' }) }),
      '.sync',
    ],
    ['a heartbeat has no token', machine({ Ask: oracle({ HeartbeatSeconds: 5 }) }), "'HeartbeatSeconds'"],
    ['a Wait has two times', machine({ Wait: { Type: 'Wait', Seconds: 1, Timestamp: 'x', End: true } }), 'Seconds or'],
    [
      'States.ALL is not last',
      retry([{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }]),
      'States.ALL stands alone',
    ],
    ['States.ALL is not alone', retry([{ ErrorEquals: ['States.ALL', 'A'] }]), 'States.ALL stands alone'],
    [
      'MaxDelaySeconds is too short',
      retry([{ ErrorEquals: ['A'], IntervalSeconds: 5, MaxDelaySeconds: 5 }]),
      'MaxDelay',
    ],
    ['BackoffRate is below 1', retry([{ ErrorEquals: ['A'], BackoffRate: 0.5 }]), 'BackoffRate'],
    ['a variable has no proper name', machine({ Keep: assign({ '1st': 1 }) }), "'1st' is no name of a variable"],
    ['a variable is called states', machine({ Keep: assign({ states: 1 }) }), "'states' is no name"],
    ['a branch assigns a variable of the flow around it', shadowing(), "'kept' is already assigned in an outer scope"],
    ['an inline Map batches', machine({ Each: map({ ItemBatcher: {} }) }), "'ItemBatcher' is for Mode DISTRIBUTED"],
    ['an inline Map tolerates', machine({ Each: map({ ToleratedFailureCount: 1 }) }), "'ToleratedFailureCount'"],
  ])('when %s', (_, definition, says) => expect(check(definition)).toThrow(says));

  it.each([
    ['an action that its service has not', 'aws-sdk:dynamodb:getItems', "has no action 'getItems'"],
    ['an action with a capital letter', 'aws-sdk:dynamodb:GetItem', "'GetItem' begins with a small letter"],
    ['a service that is not there', 'aws-sdk:dynamo:getItem', "the service 'dynamo' is not run here"],
  ])('when a Task calls %s', (_, action, says) => {
    expect(check(machine({ Ask: oracle({ Resource: `arn:aws:states:::${action}` }) }))).toThrow(says);
  });

  it.each([
    ['TimeoutSeconds', [0, -1, 1.5, '60', 100_000_000, null, true]],
    ['HeartbeatSeconds', [0, '5', 0.5]],
    ['Retry', [{}, 'twice', null, [null], [{}]]],
    ['Catch', [{}, [{ ErrorEquals: [] }], [{ ErrorEquals: ['A'] }]]],
    ['Assign', [[], 'x', 1]],
    ['Comment', [1, {}]],
    ['Next', [1, {}]],
  ])('when %s of a Task is of another kind or size', (field, values) => {
    const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    for (const value of values)
      expect(check(machine({ Ask: oracle({ Resource, [field]: value }) })), JSON.stringify(value)).toThrow(field);
  });

  it.each([
    ['MaxConcurrency', [-1, 1.5, '2']],
    ['ToleratedFailurePercentage', [-1, 101, '5']],
    ['ToleratedFailureCount', [-1, 0.5]],
    ['Items', ['a', 1]],
    ['ItemSelector', ['a', []]],
    ['ItemBatcher', [[], { MaxItemsPerBatch: 0 }, { MaxInputBytesPerBatch: 262_145 }]],
    ['Label', ['two words', 'a'.repeat(41), '']],
  ])('when %s of a distributed Map is of another kind or size', (field, values) => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemProcessor = { ...flow, ProcessorConfig };
    for (const value of values)
      expect(check(machine({ Each: map({ ItemProcessor, [field]: value }) })), JSON.stringify(value)).toThrow();
  });

  it.each([
    ['Seconds', -1],
    ['Seconds', '5'],
    ['Timestamp', 5],
  ])('when %s of a Wait is %j', (field, value) => {
    expect(check(machine({ Wait: { Type: 'Wait', [field]: value, End: true } }))).toThrow(field);
  });

  it.each([
    ['??', '$states.input.a ?? 1'],
    ['?:', '$states.input.a ?: 1'],
  ])('when an expression uses %s, which the JSONata of Step Functions does not know', (_, expression) => {
    expect(check(machine({ Done: { ...End, Output: `{% ${expression} %}` } }))).toThrow('JSONata does not parse');
  });

  it('with everything that is wrong at once', () => {
    const wrong = check(machine({ Ask: oracle({ ResultPath: '$.a', ItemReader: {} }) }));
    expect(wrong).toThrow(/ResultPath.*ItemReader/);
  });
});

function assign(variables: object): object {
  return { Type: 'Pass', Assign: variables, End: true };
}

function shadowing(): object {
  const branch = { StartAt: 'Inner', States: { Inner: assign({ kept: 2 }) } };
  return machine({ Keep: { Type: 'Parallel', Branches: [branch], Assign: { kept: 1 }, End: true } });
}

function retry(rules: object[]): object {
  return machine({ Ask: oracle({ Retry: rules }) });
}

function map(more: object): object {
  return { Type: 'Map', ItemProcessor: flow, End: true, ...more };
}
