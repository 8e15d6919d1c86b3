import type { State } from './machine.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const NEXT = ['Next', 'End'];
const GIVING = ['Output', 'Assign'];
const FALLIBLE = [...COMMON, ...NEXT, ...GIVING, 'Retry', 'Catch'];

/** Every field that is run, by where it stands. Whatever is not here is refused by name. */
export const STATE_FIELDS: Readonly<Record<State['Type'], readonly string[]>> = {
  Task: [...FALLIBLE, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Pass: [...COMMON, ...NEXT, ...GIVING],
  Choice: [...COMMON, ...GIVING, 'Choices', 'Default'],
  Wait: [...COMMON, ...NEXT, ...GIVING, 'Seconds', 'Timestamp'],
  Succeed: [...COMMON, 'Output'],
  Fail: [...COMMON, 'Error', 'Cause'],
  Parallel: [...FALLIBLE, 'Arguments', 'Branches'],
  Map: [
    ...FALLIBLE,
    'Items',
    'ItemSelector',
    'ItemProcessor',
    'ItemBatcher',
    'MaxConcurrency',
    'ToleratedFailurePercentage',
    'ToleratedFailureCount',
    'Label',
  ],
};

export const MACHINE_FIELDS = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
export const FLOW_FIELDS = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'ProcessorConfig'];
export const PROCESSOR_CONFIG_FIELDS = ['Mode', 'ExecutionType'];
export const ITEM_BATCHER_FIELDS = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch', 'BatchInput'];
export const CHOICE_FIELDS = ['Condition', 'Next', 'Output', 'Assign', 'Comment'];
export const CATCH_FIELDS = ['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment'];
export const RETRY_FIELDS = [
  'ErrorEquals',
  'IntervalSeconds',
  'BackoffRate',
  'MaxAttempts',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];

/** Fields of the Amazon States Language that are known and not run, with the reason people are told. */
export const REFUSED_FIELDS: Readonly<Record<string, string>> = {
  ...byReason('belongs to JSONPath; only QueryLanguage JSONata is run', [
    'InputPath',
    'OutputPath',
    'ResultPath',
    'Parameters',
    'ResultSelector',
    'Result',
    'ItemsPath',
    'SecondsPath',
    'TimestampPath',
    'TimeoutSecondsPath',
    'HeartbeatSecondsPath',
    'MaxConcurrencyPath',
    'ToleratedFailurePercentagePath',
    'ToleratedFailureCountPath',
    'ErrorPath',
    'CausePath',
    'Variable',
  ]),
  ...byReason('is not run here: items come from Items', ['ItemReader']),
  ...byReason('is not run here: results are the output of the Map', ['ResultWriter']),
  ...byReason('was replaced by ItemProcessor', ['Iterator']),
  ...byReason('is not run here: there is one role', ['Credentials']),
};

function byReason(reason: string, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, reason]));
}
