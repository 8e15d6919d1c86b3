import { API, ASL, GUIDE, type Rule, rules, SEEN } from './rule.ts';

/** Rules of states that hold states, of tasks and of executions. */
export const EXECUTION_RULES: readonly Rule[] = [
  ...rules('Parallel', 'parallel', [
    [
      'Branches at the same time, results as a list',
      'same',
      ASL,
      'a Parallel runs its branches at the same time and gives the list of their outputs',
    ],
    ['`Arguments`', 'same', GUIDE, 'all branches of a Parallel get its Arguments, or else its input'],
    [
      'The first failure stops the others; `…Aborted` events are not recorded',
      'differs',
      ASL,
      'a Parallel fails with the error of the first branch that fails, stops the others and can catch it',
    ],
  ]),
  ...rules('Map', 'map', [
    [
      '`Items`, `ItemSelector`, `$states.context.Map.Item`',
      'same',
      GUIDE,
      'takes Items from an expression, and selects from the item, its index, the input and variables',
    ],
    ['`Items` as an object', 'same', GUIDE, 'goes through the members of an object as Key and Value'],
    [
      'A single value is no list',
      'same',
      GUIDE,
      'does not take a single value for a list, which JSONata makes of a list of one',
    ],
    ['`MaxConcurrency`', 'same', GUIDE, 'runs at most MaxConcurrency iterations at once'],
    ['40 inline iterations at once', 'same', GUIDE, 'runs at most 40 inline iterations at once'],
    [
      '`ToleratedFailureCount`, `ToleratedFailurePercentage`, distributed only',
      'same',
      GUIDE,
      'tolerates the share of failures that ToleratedFailurePercentage says',
    ],
    [
      'What a tolerated failure leaves in the result: nothing',
      'assumed',
      'AWS does not say',
      'tolerates as many failures as ToleratedFailureCount says; the result is what the others gave',
    ],
    ['`ItemBatcher`', 'same', GUIDE, 'gives items in batches, with what all batches share'],
    [
      'Children of a distributed Map are no executions that the API lists; `DescribeMapRun` is not answered',
      'differs',
      API,
      'runs its children as executions of their own, whose input is the item',
    ],
  ]),
  ...rules('Task', 'task', [
    ['`lambda:invoke`', 'same', GUIDE, 'lambda:invoke gives the answer of the function as Payload'],
    ['`InvocationType` Event, `ClientContext`, `LogType`', 'refused', 'ours', 'lambda:invoke does not ignore %s'],
    [
      'A function by its ARN',
      'same',
      GUIDE,
      'with the ARN of a function gives its answer itself, and has events of its own',
    ],
    [
      'Errors of functions',
      'same',
      SEEN,
      'a function that throws fails with the name of its error and the error as cause',
    ],
    ['`aws-sdk:<service>:<action>`', 'same', GUIDE, 'aws-sdk calls any action, its answer being the result'],
    ['`dynamodb:<action>`', 'same', SEEN, 'dynamodb calls item actions, adds metadata and names errors DynamoDB'],
    [
      '`TimeoutSeconds` of each attempt; no cause',
      'same',
      SEEN,
      'that is given up fails with States.Timeout and no cause',
    ],
  ]),
  ...rules('Services', 'sdk', [
    [
      'Members in PascalCase, times as ISO 8601',
      'same',
      GUIDE,
      'gets members in PascalCase and times as ISO 8601, whatever the SDK takes',
    ],
    [
      'Error names of the Java SDK, ValidationException being `DynamoDb.DynamoDbException`',
      'same',
      SEEN,
      '%s %s that answers %s is a failure called %s',
    ],
    [
      'A field that an action does not have: AWS refuses at creation, here the task fails with `States.Runtime`',
      'differs',
      GUIDE,
      '%s %s with %j is refused by name',
    ],
  ]),
  ...rules('Task tokens', 'task-token', [
    ['SendTaskSuccess', 'same', API, 'who holds a task token ends the task with an output'],
    ['SendTaskFailure', 'same', API, 'who holds a task token ends the task with an error'],
    [
      'A missed heartbeat is `States.Timeout`, caught as `States.HeartbeatTimeout` as well',
      'same',
      SEEN,
      'without a heartbeat in HeartbeatSeconds the task fails with States.Timeout, caught as States.HeartbeatTimeout',
    ],
    [
      '`TaskTimedOut`, `TaskDoesNotExist`, `InvalidToken`, `InvalidOutput`',
      'same',
      API,
      'tokens that are none, or of nobody, and outputs that are no JSON are refused by name',
    ],
  ]),
  ...rules('Executions', 'api', [
    [
      'The same name and input while running is the same execution, `ExecutionAlreadyExists` else',
      'same',
      API,
      'started again with the same name and input while running are the same',
    ],
    [
      'Running executions keep the definition they started with',
      'same',
      GUIDE,
      'are changed for executions that start later',
    ],
    [
      'Pages, order and data of the history',
      'same',
      API,
      'have a history, in pages, from either end, with data or without',
    ],
  ]),
  ...rules('Executions', 'history', [
    [
      'Types, ids and order of events',
      'same',
      SEEN,
      'the history of a task tells what was scheduled, started, failed and exited, each event after the one before',
    ],
  ]),
  ...rules('Events', 'recorded', [
    [
      'What follows what in an inline Map; `MapStateExited` follows the same event as `MapStateSucceeded`',
      'same',
      SEEN,
      'follow each other as on AWS: an iteration begins after the states of the one whose place it takes',
    ],
    [
      '`MapStateFailed` follows what failed and carries no details',
      'same',
      SEEN,
      'end with MapStateFailed, which follows what failed and says no more',
    ],
    [
      '`MapStateFailed` and `ParallelStateFailed` come after the last retry',
      'assumed',
      "LocalStack's runner, compared by its authors with recordings",
      'and a %s that is retried and caught tell of one failure',
    ],
    [
      '`EvaluationFailed` has the field as `location`; for the `Items` of a Map it follows what came before the state',
      'same',
      SEEN,
      'says in the words of AWS that the Items of a Map are a %s, and follows what came before the state',
    ],
    [
      'The location of a field within a field, and the words for wrong types in other fields than `Items`',
      'assumed',
      'by analogy',
      'of %s says where the expression stands',
    ],
  ]),
  ...rules('Executions', 'child-execution', [
    ['`states:startExecution`', 'same', GUIDE, 'startExecution starts an execution and does not wait for it'],
    [
      '`.sync:2`; stopping the parent does not stop the child',
      'differs',
      GUIDE,
      'startExecution.sync:2 waits for the end and gives input and output as JSON',
    ],
  ]),
  ...rules('Redrive', 'redrive', [
    [
      'Goes on from the state that failed',
      'same',
      GUIDE,
      'goes on from the state that failed, and keeps what succeeded',
    ],
    [
      'Only unsuccessful branches and iterations run again',
      'same',
      GUIDE,
      'runs only the branches and iterations again that did not succeed',
    ],
    ["The machine's time limit begins anew", 'same', GUIDE, 'starts the time limit of the machine anew'],
    ['`ExecutionNotRedrivable`', 'same', API, 'of what is running or has succeeded is ExecutionNotRedrivable'],
  ]),
  ...rules('Restart of the twin', 'resume', [
    [
      'Completed steps are not repeated; a task in flight is called again, with the same arguments',
      'differs',
      'ours',
      'goes on after the last completed step, and only the task in flight is called again',
    ],
    ['Timers go on', 'same', GUIDE, 'waits no longer than it would have'],
    [
      'Task tokens stay good',
      'same',
      GUIDE,
      'keeps its task tokens: an answer given to the new process, or just before the old one ended, counts',
    ],
  ]),
];
