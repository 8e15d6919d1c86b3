/** Where a rule of AWS is written, short. */
const GUIDE = 'Step Functions developer guide';
const ASL = 'Amazon States Language';
const API = 'Step Functions API reference';
const SEEN = 'recorded answers of AWS, published by LocalStack';

/**
 * How a rule is kept: `same` as AWS documents it; `refused` by name; `differs`, knowingly; `assumed` where AWS does not
 * say.
 */
type Kept = 'same' | 'refused' | 'differs' | 'assumed';

/** One rule, and the test of this folder that shows it. */
export interface Rule {
  readonly about: string;
  readonly rule: string;
  readonly kept: Kept;
  readonly source: string;
  readonly file: string;
  /** The title of the test, or of the table of tests. */
  readonly test: string;
}

type Row = readonly [rule: string, kept: Kept, source: string, test: string];

function rules(about: string, file: string, rows: readonly Row[]): Rule[] {
  return rows.map(([rule, kept, source, test]) => ({ about, file: `${file}.test.ts`, rule, kept, source, test }));
}

/** What is known of how close the runner is to AWS. */
export const RULES: readonly Rule[] = [
  ...rules('Definitions', 'refusals', [
    ['QueryLanguage JSONPath, of the machine or of a state', 'refused', 'ours', 'when %s'],
    [
      'Fields of JSONPath, `ItemReader`, `ResultWriter`, `Credentials`',
      'refused',
      'ours',
      'by name when a state has %s',
    ],
    [
      'Any other field that is not in the tables below',
      'refused',
      'ours',
      'by name when a %s has a field that nobody knows',
    ],
    ['Transitions, reachability, unique names, expressions, retriers are checked at creation', 'same', ASL, 'when %s'],
    ['A variable that an outer scope assigns cannot be assigned in an inner one', 'same', GUIDE, 'when %s'],
    ['Activities, `.sync`, and services that are not listed below', 'refused', 'ours', 'when %s'],
    [
      '`HeartbeatSeconds` without `.waitForTaskToken`: accepted by AWS, where no such task can send one',
      'refused',
      'ours',
      'when %s',
    ],
  ]),
  ...rules('Expressions', 'expressions', [
    [
      '`{% … %}` is evaluated in any string of a field, however deep',
      'same',
      GUIDE,
      'are the strings {% … %}, however deep; all other values stay as they are',
    ],
    [
      'Nothing, a function, or an error is `States.QueryEvaluationError`, with the field in its cause',
      'same',
      GUIDE,
      'that give nothing fail the state with States.QueryEvaluationError, saying where they stand',
    ],
    [
      '`Catch` catches it; a failure of `Output` or `Assign` counts like one of the work itself',
      'assumed',
      GUIDE,
      'that fail in the arguments of a task are caught by their name',
    ],
    ['`$partition`', 'same', GUIDE, '$partition cuts a list, the last part shorter'],
    ['`$range`', 'same', GUIDE, '$range counts with a step, both ends included where the step meets them'],
    ['`$hash`', 'same', GUIDE, '$hash knows %s'],
    [
      '`$random`, with a seed or without; the numbers of a seed are others than on AWS',
      'differs',
      GUIDE,
      '$random gives a number from 0 to 1, the same for the same seed',
    ],
    ['`$uuid`', 'same', GUIDE, '$uuid gives another one every time'],
    ['`$parse`', 'same', GUIDE, '$parse reads JSON'],
    ['`$eval`', 'refused', GUIDE, 'with $eval computed at run time'],
    [
      '`$states.input`, `.result`, `.errorOutput`, `.context`, each where AWS has it',
      'same',
      GUIDE,
      'holds input, result and context in a task, and the error in a catcher',
    ],
    ['The context object', 'same', GUIDE, 'has a context that names the execution, the machine and the state'],
    ['JSONata 2.2.2 runs them; AWS runs 2.0.6', 'differs', GUIDE, '$now and $millis read the clock of the machine'],
  ]),
  ...rules('Variables', 'variables', [
    [
      '`Assign` and `Output` see the values from before',
      'same',
      GUIDE,
      'have the values from before in all expressions of the state that assigns them',
    ],
    [
      'Branches and inline iterations see the scopes around them and keep their own',
      'same',
      GUIDE,
      'of a branch stay in the branch, which sees those around it',
    ],
    [
      'Children of a distributed Map see none from outside',
      'same',
      GUIDE,
      'are not seen in the child executions of a distributed Map',
    ],
    [
      'A choice has its own `Assign` and `Output`; those of the state are for `Default`',
      'same',
      ASL,
      'are assigned by the choice that is taken, and by the state when it is the default',
    ],
    [
      'A catcher has its own `Assign` and `Output`',
      'same',
      GUIDE,
      'are assigned by the catcher, not by the state, when it fails',
    ],
  ]),
  ...rules('Errors', 'retry', [
    [
      '`IntervalSeconds` 1, `BackoffRate` 2, `MaxAttempts` 3 unless given',
      'same',
      ASL,
      'tries three times more, after 1, 2 and 4 seconds, unless told',
    ],
    ['`MaxDelaySeconds`', 'same', ASL, 'waits IntervalSeconds times BackoffRate, never longer than MaxDelaySeconds'],
    ['`JitterStrategy` FULL', 'same', ASL, 'with JitterStrategy FULL waits between nothing and the whole delay'],
    ['`MaxAttempts` 0', 'same', ASL, 'with MaxAttempts 0 never tries again'],
    ['Each retrier counts for itself', 'same', ASL, 'counts for itself, whatever other errors come in between'],
    ['Counts begin anew with each stay in the state', 'same', ASL, 'counts anew when the state is entered again'],
    ['`States.ALL`', 'same', GUIDE, 'States.ALL means any error'],
    [
      '`States.TaskFailed` is any error but `States.Timeout`',
      'same',
      GUIDE,
      'States.TaskFailed means any error but States.Timeout',
    ],
    [
      '`States.DataLimitExceeded` is not in `States.ALL`',
      'same',
      GUIDE,
      'States.ALL does not mean States.DataLimitExceeded',
    ],
    ['`States.Runtime` is never retried nor caught', 'same', GUIDE, 'nothing catches States.Runtime'],
  ]),
  ...rules('Choice, Wait, ends, limits', 'flow-states', [
    ['The first true rule is taken', 'same', ASL, 'takes the first rule that is true'],
    ['`States.NoChoiceMatched`', 'same', ASL, 'without a match and without Default fails with States.NoChoiceMatched'],
    ['`Seconds`, `Timestamp`, both as expressions too', 'same', ASL, 'waits for seconds, written or computed'],
    [
      '256 KiB for inputs, outputs, arguments, results',
      'same',
      GUIDE,
      'an output above 256 KiB fails the state with States.DataLimitExceeded',
    ],
    ['25,000 events of history', 'same', GUIDE, 'a history ends at 25,000 events'],
    [
      "The machine's `TimeoutSeconds` ends it as `TIMED_OUT`",
      'same',
      GUIDE,
      "a machine's own TimeoutSeconds ends it as TIMED_OUT, and nothing catches that",
    ],
  ]),
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
